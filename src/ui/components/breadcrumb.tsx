import type { LocalizedText } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Icon } from './icon.js';
import { Quoting } from './quoting.js';

export interface Crumb {
  label: string;
  /** Text of the town in it. */
  quoted?: LocalizedText | undefined;
  /** The last one, the page itself, has none. */
  href?: string;
}

export const Breadcrumb = ({ t, crumbs }: { t: Translator; crumbs: Crumb[] }) => (
  <nav class="breadcrumb" aria-label={t('ui.breadcrumb.label')}>
    <ol>
      {crumbs.map((crumb, index) => (
        <li>
          {index > 0 && <Icon name="chevronRight" />}
          {crumb.href ? (
            <a href={crumb.href}>
              <Quoting t={t} sentence={crumb.label} text={crumb.quoted} />
            </a>
          ) : (
            <span aria-current="page">
              <Quoting t={t} sentence={crumb.label} text={crumb.quoted} />
            </span>
          )}
        </li>
      ))}
    </ol>
  </nav>
);
