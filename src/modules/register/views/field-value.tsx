import type { Answers } from '#forms/answers.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { RegisterField } from '../definition.js';
import { filesIn } from '../row-files.js';
import { valueText } from './texts.js';

/** What a field of a row holds; files as links below the address of the row. Null when blank. */
export function fieldValue(t: Translator, field: RegisterField, values: Answers, row: string) {
  const files = filesIn(field, values);
  if (files.length > 0)
    return (
      <ul>
        {files.map((one) => (
          <li>
            <a href={`${row}/files/${one.file}`} download={one.name}>
              {valueText(t, field, [one])}
            </a>
          </li>
        ))}
      </ul>
    );
  const text = valueText(t, field, values[field.ask.id]);
  return text === '' ? null : <span class="lines">{text}</span>;
}
