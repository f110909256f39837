import type { Translator } from '#kernel/i18n/translate.js';
import { GRID } from '../model/mark.js';
import type { MarkedPage } from '../service/marking.js';

const LETTERS = 'ABCDEFGHIJ';
const TENTHS = Array.from({ length: GRID }, (_, index) => index);

interface MarkSheetProps {
  t: Translator;
  view: MarkedPage;
  canMark: boolean;
}

/**
 * The picture of a page with its marks, each leading to its words. Letters and numbers at its edges name the squares in
 * which a mark can be placed by typing; with script a click or a drawn frame fills in the place.
 */
export const MarkSheet = ({ t, view: { page, picture, file, threads }, canMark }: MarkSheetProps) => {
  const { width, height } = picture;
  const size = Math.min(width, height) / 40;
  return (
    <mark-sheet data-field={canMark ? 'place' : undefined}>
      <svg
        class="mark-sheet"
        viewBox={`${-size * 1.5} ${-size * 1.5} ${width + size * 1.5} ${height + size * 1.5}`}
      >
        <title>{t('marks.picture', { name: file.name, page })}</title>
        <image
          href={`data:image/png;base64,${Buffer.from(picture.image).toString('base64')}`}
          width={width}
          height={height}
        />
        {canMark && (
          <g class="mark-grid" font-size={size}>
            {TENTHS.map((index) => (
              <>
                <line x1={(index * width) / GRID} y1={0} x2={(index * width) / GRID} y2={height} />
                <line x1={0} y1={(index * height) / GRID} x2={width} y2={(index * height) / GRID} />
                <text x={((index + 0.5) * width) / GRID} y={-size * 0.4} text-anchor="middle">
                  {LETTERS[index]}
                </text>
                <text x={-size * 0.3} y={((index + 0.5) * height) / GRID} text-anchor="end">
                  {index + 1}
                </text>
              </>
            ))}
          </g>
        )}
        {threads.map(({ mark: { no, place } }) => {
          if (!place) return null;
          const [x, y] = [(place.left * width) / 1000, (place.top * height) / 1000];
          return (
            <a href={`#mark-${no}`} class="mark-place" aria-label={t('marks.toWords', { number: no })}>
              {place.width > 0 && (
                <rect
                  x={x}
                  y={y}
                  width={(place.width * width) / 1000}
                  height={(place.height * height) / 1000}
                />
              )}
              <circle cx={x} cy={y} r={size * 0.8} />
              <text x={x} y={y + size * 0.35} font-size={size} text-anchor="middle">
                {no}
              </text>
            </a>
          );
        })}
        {canMark && <rect data-drawn class="mark-drawn" />}
      </svg>
    </mark-sheet>
  );
};
