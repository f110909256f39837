import type { Translator } from '#kernel/i18n/translate.js';
import { AreaSheet } from '#ui/components/area-sheet.js';
import { POINTS_PER_MM } from '../model.js';
import type { Redactable } from '../service/desk.js';
import type { Area } from '../service/redact-pdf.js';

/** Lines of the grid, and those that are numbered, in millimetres. */
const LINES = 10;
const NUMBERED = 20;

/** To a tenth: nobody reads off more. */
const inMillimetres = (points: number): number => Math.round((points * 10) / POINTS_PER_MM) / 10;

/** The picture of a page under a grid in millimetres, by which areas are read off; with script they are drawn on it. */
export const RedactSheet = ({
  t,
  of: { name, page, picture },
  areas,
}: {
  t: Translator;
  /** What is to be blacked out, on whatever page. */
  areas: readonly Area[];
  of: Redactable & { picture: NonNullable<Redactable['picture']> };
}) => {
  const [width, height] = [inMillimetres(picture.width), inMillimetres(picture.height)];
  const size = Math.min(width, height) / 45;
  const edge = size * 2.2;
  const every = (whole: number, step: number) =>
    Array.from({ length: Math.floor(whole / step) + 1 }, (_, index) => index * step);
  return (
    <AreaSheet t={t} field="areas" sheet={{ page, width, height }}>
      <svg class="mark-sheet" viewBox={`${-edge} ${-edge} ${width + edge} ${height + edge}`}>
        <title>{t('records.redact.picture', { name, page })}</title>
        <image
          href={`data:image/png;base64,${Buffer.from(picture.image).toString('base64')}`}
          width={width}
          height={height}
        />
        <g class="mark-grid" font-size={size}>
          {every(width, LINES).map((x) => (
            <line x1={x} y1={0} x2={x} y2={height} />
          ))}
          {every(height, LINES).map((y) => (
            <line x1={0} y1={y} x2={width} y2={y} />
          ))}
          {every(width, NUMBERED).map((x) => (
            <text x={x} y={-size * 0.4} text-anchor="middle">
              {x}
            </text>
          ))}
          {every(height, NUMBERED).map((y) => (
            <text x={-size * 0.3} y={y + size * 0.35} text-anchor="end">
              {y}
            </text>
          ))}
        </g>
        <g data-areas>
          {areas
            .filter((area) => area.page === page)
            .map(({ left, top, width: wide, height: high }) => (
              <rect x={left} y={top} width={wide} height={high}></rect>
            ))}
        </g>
      </svg>
    </AreaSheet>
  );
};
