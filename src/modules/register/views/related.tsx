import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Quoted } from '#ui/components/quoting.js';
import { Section } from '#ui/components/section.js';
import type { RegisterField } from '../definition.js';
import type { Names } from '../model.js';
import type { Naming } from '../service/related.js';
import { fieldOf, labelText, totalText } from './texts.js';

/** Where the page of a row is, by register and id. */
export type RowHref = (register: string, id: string) => string;

/** The row that a relation names: what it is called, as a link, with its key beside; null where nobody may know. */
export function namedRow(
  t: Translator,
  { ask, relation }: RegisterField,
  value: unknown,
  names: Names,
  href: RowHref,
) {
  const row = relation !== undefined && typeof value === 'string' ? names.get(ask.id)?.get(value) : undefined;
  if (!row || relation === undefined) return null;
  return (
    <>
      <a href={href(relation, row.id)}>
        <Quoted t={t} text={row.label} />
      </a>
      {row.label !== value && `（${value}）`}
    </>
  );
}

/** Rows of other registers that name this one, and a way to all of them. */
export const NamingRows = ({
  t,
  base,
  row,
  naming,
}: {
  t: Translator;
  base: string;
  row: { key: string };
  naming: readonly Naming[];
}) =>
  naming.length === 0 ? null : (
    <Section title={t('register.row.relatedFrom')} id="related">
      {naming.map(({ kept: { register }, field, rows, count }) => {
        const list = `${base}/staff/registers/${register.id}`;
        const asked = fieldOf(register, field);
        const title = t('registerList.naming', {
          register: localize(register.title, t.locale),
          field: asked ? labelText(t, asked) : field,
        });
        return (
          <>
            <h3>{title}</h3>
            <ul>
              {rows.map(({ id, label }) => (
                <li>
                  <a href={`${list}/rows/${id}`}>{label}</a>
                </li>
              ))}
            </ul>
            <p>
              <a href={`${list}?${new URLSearchParams({ [`is.${field}`]: row.key })}`}>
                {t('registerList.namingAll', { count: totalText(t, count) })}
              </a>
            </p>
          </>
        );
      })}
    </Section>
  );
