import { langOf } from '#kernel/i18n/lang-of.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { RegisterField } from '../definition.js';
import type { Names, Row } from '../model.js';
import { filesIn } from '../row-files.js';
import { namedRow, type RowHref } from './related.js';
import { labelText, valueLang, valueText } from './texts.js';

/** How rows of other registers are called and where they are. */
export interface NamedRows {
  names: Names;
  href: RowHref;
}

/** What a field of a row holds; files as links below the address of the row, photographs shown, rows that it names by name. Null when blank. */
export function fieldValue(
  t: Translator,
  field: RegisterField,
  { values, label }: Pick<Row, 'values' | 'label'>,
  row: string,
  { names, href }: NamedRows,
) {
  const files = filesIn(field, values);
  if (files.length > 0)
    return (
      <ul class={field.ask.kind === 'photo' ? 'row-photos' : undefined}>
        {files.map((one, at) => (
          <li>
            <a href={`${row}/files/${one.file}`} download={one.name}>
              {field.ask.kind === 'photo' && (
                <img
                  src={`${row}/files/${one.file}`}
                  alt={t('registers.photo', {
                    field: labelText(t, field),
                    name: label,
                    count: files.length,
                    number: at + 1,
                  })}
                  lang={langOf(t, label)}
                  loading="lazy"
                  width="320"
                  height="240"
                />
              )}
              <span lang={langOf(t, one.name)}>{valueText(t, field, [one])}</span>
            </a>
          </li>
        ))}
      </ul>
    );
  const named = namedRow(t, field, values[field.ask.id], names, href);
  if (named) return named;
  const value = values[field.ask.id];
  const text = valueText(t, field, value);
  return text === '' ? null : (
    <span class="lines" lang={valueLang(t, field, value)}>
      {text}
    </span>
  );
}
