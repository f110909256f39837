import { localize } from '#kernel/i18n/locales.js';
import { Section } from '#ui/components/section.js';
import type { PageContext } from '#ui/page.js';
import type { TiedRows as Tied } from '../related.js';

/** Rows that a case or a report is about, on its own page; nothing for whoever sees no registers. */
export const TiedRows = ({ page: { t, base }, tied: { rows, path } }: { page: PageContext; tied: Tied }) =>
  path === null ? null : (
    <Section title={t('registerTies.title')} id="rows">
      {rows.length === 0 ? (
        <p>{t('registerTies.none')}</p>
      ) : (
        <ul>
          {rows.map(({ register, id, label, title }) => (
            <li>
              {localize(title, t.locale)}
              {t('registerTies.colon')}
              <a href={`${base}/staff/registers/${register}/rows/${id}`}>{label}</a>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={base + path}>{t('registerTies.change')}</a>
      </p>
    </Section>
  );
