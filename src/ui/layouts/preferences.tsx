import { LOCALE_NAMES, LOCALES } from '#kernel/i18n/locales.js';
import { Icon } from '#ui/components/icon.js';
import type { PageContext, TextSize } from '#ui/page.js';

const TEXT_SIZES = {
  standard: 'ui.display.standard',
  large: 'ui.display.large',
  largest: 'ui.display.largest',
} as const satisfies Record<TextSize, string>;

/** Where a preference is set by a plain link; it comes back to the same page. */
export function preferenceHref(page: PageContext, preference: Record<string, string>): string {
  const query = page.query.toString();
  const back = `${page.base}${page.path}${query ? `?${query}` : ''}`;
  return `${page.base}/preferences?${new URLSearchParams({ ...preference, back })}`;
}

export const LanguageSwitch = ({ page }: { page: PageContext }) => (
  <details class="menu">
    <summary>
      <Icon name="language" />
      <span>
        {page.t.locale !== 'en' && <span class="wide-only">{page.t('ui.language.title')} </span>}
        <span lang="en">Language</span>
      </span>
    </summary>
    <ul class="menu-panel">
      {LOCALES.map((locale) => (
        <li>
          <a
            lang={locale}
            hreflang={locale}
            href={preferenceHref(page, { lang: locale })}
            aria-current={locale === page.t.locale ? 'true' : undefined}
          >
            {LOCALE_NAMES[locale]}
          </a>
        </li>
      ))}
    </ul>
  </details>
);

export const DisplaySwitch = ({ page }: { page: PageContext }) => {
  const { t } = page;
  return (
    <details class="menu">
      <summary>
        <Icon name="display" />
        <span>{t('ui.display.title')}</span>
      </summary>
      <div class="menu-panel">
        <p id="text-size-label">{t('ui.display.textSize')}</p>
        <ul class="menu-choices" aria-labelledby="text-size-label">
          {(Object.keys(TEXT_SIZES) as TextSize[]).map((size) => (
            <li>
              <a
                href={preferenceHref(page, { textSize: size })}
                aria-current={size === page.textSize ? 'true' : undefined}
              >
                {t(TEXT_SIZES[size])}
              </a>
            </li>
          ))}
        </ul>
        <p class="furigana-switch">
          <a href={preferenceHref(page, { furigana: page.furigana ? 'off' : 'on' })}>
            {t(page.furigana ? 'ui.display.furiganaOff' : 'ui.display.furiganaOn')}
          </a>
        </p>
      </div>
    </details>
  );
};
