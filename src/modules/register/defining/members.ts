import { FieldId, type Sensitivity } from '#forms/fields/base.js';
import { MemberField } from '#forms/fields/member.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';

/*
 * What every entry of a list has, one field a line as it is typed: its id, =, its name, :, its kind, the options of a
 * choice in brackets, and 必須 behind another colon. An id that is left out is made.
 */

const ja = translatorFor('ja');
const words = (text: LocalizedText): string => localize(text, 'ja');

export const MEMBER_KINDS = MemberField.options.map(({ shape }) => shape.kind.value);
type MemberKind = MemberField['kind'];
const MOST_MEMBERS = 30;
const NEEDED = '必須';

export const memberKindWords = (kind: MemberKind): string => ja(`authoring.kind.${kind}`);

const kindNamed = (text: string): MemberKind | undefined =>
  MEMBER_KINDS.find((kind) => kind === text || memberKindWords(kind) === text);

export const memberLines = (members: readonly MemberField[]): string =>
  members
    .map((member) => {
      const options =
        'options' in member ? `（${member.options.map(({ label }) => words(label)).join('、')}）` : '';
      const needed = member.optional ? '' : ` : ${NEEDED}`;
      return `${member.id} = ${words(member.label)} : ${memberKindWords(member.kind)}${options}${needed}`;
    })
    .join('\n');

interface Line {
  id: string;
  label: string;
  kind: MemberKind;
  options: readonly string[];
  isNeeded: boolean;
}

const WITH_OPTIONS = /^(.+?)\s*[（(](.+)[）)]$/;

function readLine(line: string): Line | null {
  const [, id = '', rest = ''] = /^(?:([A-Za-z0-9]+)\s*[=＝])?\s*(.+)$/.exec(line) ?? [];
  const [label = '', typed = '', needed = ''] = rest.split(/[:：]/).map((part) => part.trim());
  const [, named = '', listed = ''] = kindNamed(typed) ? [] : (WITH_OPTIONS.exec(typed) ?? []);
  const kind = kindNamed(typed) ?? kindNamed(named);
  const options = listed.split(/[、,，]/).map((one) => one.trim());
  const isChosen = kind === 'choice' || kind === 'choices';
  const isWhole = isChosen === (listed !== '') && options.every((one, at) => options.indexOf(one) === at);
  if (label === '' || !kind || !isWhole || (needed !== '' && needed !== NEEDED)) return null;
  return { id, label, kind, options: isChosen ? options : [], isNeeded: needed === NEEDED };
}

/** What was typed as fields of an entry; null: a line is none. `kept`: those that the list had. */
export function readMembers(
  typed: string,
  kept: readonly MemberField[],
  sensitivity: Sensitivity,
): MemberField[] | null {
  const lines = typed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map(readLine);
  if (lines.length === 0 || lines.length > MOST_MEMBERS || lines.includes(null)) return null;
  const read = lines.flatMap((line) => line ?? []);
  const taken = new Set(read.map(({ id }) => id));
  let number = 0;
  const free = (): string => {
    do number += 1;
    while (taken.has(`m${number}`));
    return `m${number}`;
  };
  const members = read.map(({ label, kind, options, isNeeded, id: own }) => {
    const id = own || free();
    const before = kept.find((one) => one.id === id && one.kind === kind);
    return MemberField.safeParse({
      ...(kind === 'name' && { of: 'person' }),
      ...before,
      id: FieldId.safeParse(id).success ? id : undefined,
      kind,
      label,
      optional: !isNeeded,
      sensitivity,
      ...(options.length > 0 && { options: optionsOf(options, before) }),
    });
  });
  const isTwice = new Set(read.flatMap(({ id }) => id || [])).size < read.filter(({ id }) => id).length;
  return isTwice ? null : allOf(members);
}

const allOf = (parsed: readonly ReturnType<typeof MemberField.safeParse>[]): MemberField[] | null =>
  parsed.every(({ success }) => success) ? parsed.flatMap(({ data }) => data ?? []) : null;

/** Options that stay keep their values: rows hold them. */
function optionsOf(labels: readonly string[], before: MemberField | undefined) {
  const known = before && 'options' in before ? before.options : [];
  const taken = new Set(known.map(({ value }) => value));
  let number = 0;
  return labels.map((label) => {
    const same = known.find((one) => words(one.label) === label);
    if (same) return same;
    do number += 1;
    while (taken.has(`o${number}`));
    return { value: `o${number}`, label };
  });
}
