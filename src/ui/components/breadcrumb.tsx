import type { Translator } from '#kernel/i18n/translate.js';
import { Icon } from './icon.js';

export interface Crumb {
  label: string;
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
            <a href={crumb.href}>{crumb.label}</a>
          ) : (
            <span aria-current="page">{crumb.label}</span>
          )}
        </li>
      ))}
    </ol>
  </nav>
);
