import type { Translator } from '#kernel/i18n/translate.js';
import type { MarkedLayer } from '../service/views.js';
import type { Drawing } from './picture.js';
import { Picture, type PictureProps } from './picture.js';

/** Of one line of the legend, in steps. */
const LINE = 28;

interface LegendPictureProps extends PictureProps<Drawing> {
  t: Translator;
  layers: readonly Pick<MarkedLayer, 'layer' | 'mark'>[];
}

/** A picture that is shown by its address alone: what its letters mean stands in it, below the map. */
export const LegendPicture = ({ t, layers, ...picture }: LegendPictureProps) => {
  const { width, height } = picture.frame;
  const whole = height + layers.length * LINE;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${whole}`}
      width={width}
      height={whole}
      role="group"
      aria-label={picture.label}
      font-family="BIZ UDPGothic, Noto Sans JP, sans-serif"
    >
      <rect width={width} height={whole} fill="#ffffff" />
      <Picture {...picture} />
      {layers.map(({ layer, mark }, index) => {
        const y = height + (index + 0.5) * LINE;
        return (
          <g>
            <circle cx="16" cy={y} r="10" fill={mark.colour} />
            <text x="16" y={y + 4.5} font-size="12" font-weight="700" text-anchor="middle" fill="#ffffff">
              {mark.letter}
            </text>
            <text x="34" y={y + 5} font-size="14" fill="#1a1a1a" lang={layer.titleLang?.(t)}>
              {layer.title(t)}
            </text>
          </g>
        );
      })}
    </svg>
  );
};
