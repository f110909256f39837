import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { Raw } from '../fields/field-type.js';
import type { MemberField } from '../fields/member.js';
import type { PaperItem, PaperRow, PaperType } from './parts.js';
import { readingFirst } from './reading-first.js';

const within = (prefix: string, id: string): string => (prefix === '' ? id : `${prefix}.${id}`);

/** The raw of one member, by its own parts (composite.tsx names them). */
const rawOf = (raw: Raw, start: string): Raw =>
  Object.fromEntries(
    Object.entries(raw).flatMap(([part, values]) =>
      part === start
        ? [['', values] as const]
        : part.startsWith(`${start}.`)
          ? [[part.slice(start.length + 1), values] as const]
          : [],
    ),
  );

const placed = (item: PaperItem, start: string): PaperItem =>
  item.kind === 'tick' && item.part !== null
    ? { ...item, part: item.part === '' ? start : `${start}.${item.part}` }
    : item;

/** Rows of fields inside a field, each with its own label. */
export function membersPaper(
  paperOf: (member: MemberField) => PaperType<MemberField>,
  members: readonly MemberField[],
  { raw, prefix, t }: { raw: Raw; prefix: string; t: Translator },
): PaperRow[] {
  return readingFirst(members).flatMap((member) => {
    const start = within(prefix, member.id);
    const { rows } = paperOf(member)({ field: member, raw: rawOf(raw, start), t });
    return rows.map((row) => ({
      ...row,
      label: localize(member.label, t.locale),
      lines: row.lines.map((line) => line.map((item) => placed(item, start))),
    }));
  });
}
