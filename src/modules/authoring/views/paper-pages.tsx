import type { Translator } from '#kernel/i18n/translate.js';
import type { Seen } from '../service/previewing.js';

/** Pages of paper as pictures; what is being written is framed on them. */
export const PaperPages = ({ t, seen, label }: { t: Translator; seen: Seen; label: string }) => (
  <>
    {seen.pages.map(({ picture, marks }, index) => (
      <svg
        class="paper-page"
        viewBox="0 0 210 297"
        role="img"
        aria-label={t('editor.preview.paperPage', { label, n: index + 1 })}
      >
        <image href={`data:image/png;base64,${picture}`} width="210" height="297" />
        {marks.map(({ x, y, width, height }) => (
          <rect data-at x={x} y={y} width={width} height={height} />
        ))}
      </svg>
    ))}
    {seen.morePages > 0 && <p class="muted">{t('editor.preview.morePages', { count: seen.morePages })}</p>}
  </>
);
