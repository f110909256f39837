import type { Sensitivity } from '#forms/fields/base.js';
import { CalculatedField } from '#forms/fields/calculated/definition.js';
import type { Question } from '#forms/fields/field.js';
import { FILE_CONTENTS } from '#forms/fields/file/stored-file.js';
import type { MemberField } from '#forms/fields/member.js';
import { PERSON_PARTS } from '#forms/fields/person/definition.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import { memberLines, readMembers } from './members.js';

/** Controls that only some kinds of fields have; several values stand in one text with spaces between them. */
export const KIND_CONTROLS = [
  'unit',
  'decimals',
  'options',
  'yes',
  'no',
  'of',
  'parts',
  'accept',
  'maxFiles',
  'item',
  'members',
  'value',
  'result',
] as const;
export type KindControl = (typeof KIND_CONTROLS)[number];
export type TypedOptions = Readonly<Record<KindControl, string>>;

export type KindFault =
  | 'decimalsBad'
  | 'optionBad'
  | 'optionsTooMany'
  | 'acceptMissing'
  | 'maxFilesBad'
  | 'membersBad'
  | 'valueMissing';

const MOST = { unit: 20, words: 40, options: 20_000, files: 20, value: 2000 };
const RESULTS = CalculatedField.shape.result.unwrap().options;
const MOST_OPTIONS = { choice: 1000, choices: 200 };
/** Texts of a town's own register are bounded by what a field can hold at all. */
const LONGEST = { text: 1000, longText: 20_000 };

const ja = (text: LocalizedText | undefined): string => (text === undefined ? '' : localize(text, 'ja'));
const isFileKind = (kind: string): boolean => kind === 'file' || kind === 'photo';
export const wordsIn = (text: string): string[] => text.split(' ').filter(Boolean);

/** One option a line: its code, = and its words. */
const optionLines = (ask: Question): string =>
  'options' in ask ? ask.options.map(({ value, label }) => `${value} = ${ja(label)}`).join('\n') : '';

/** What stands in these controls; of another kind and of a new field, what is usual. */
export const typedOptions = (ask: Question | null): TypedOptions => ({
  unit: ask && 'unit' in ask ? ja(ask.unit) : '',
  decimals: ask?.kind === 'number' ? String(ask.decimals) : '',
  options: ask ? optionLines(ask) : '',
  yes: ask?.kind === 'yesNo' ? ja(ask.yes) : '',
  no: ask?.kind === 'yesNo' ? ja(ask.no) : '',
  of: ask?.kind === 'name' ? ask.of : 'person',
  parts: ask?.kind === 'person' ? ask.ask.join(' ') : 'birthDate',
  accept: ask?.kind === 'file' ? ask.accept.join(' ') : 'image pdf',
  maxFiles: ask?.kind === 'file' || ask?.kind === 'photo' ? String(ask.maxFiles) : '5',
  item: ask?.kind === 'people' ? ja(ask.itemLabel) : '',
  members: ask?.kind === 'people' ? memberLines(ask.fields) : '',
  value: ask?.kind === 'calculated' ? ask.value : '',
  result: ask?.kind === 'calculated' ? ask.result : 'number',
});

const OPTION = /^([A-Za-z0-9_-]{1,60})\s*[=＝]\s*(.+)$/;

/** Options as typed; a line without a code gets the next free one. Null: a line is none. */
export function readOptions(typed: string): { value: string; label: string }[] | null {
  const lines = typed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  const read = lines.map((line) => {
    const [, value, label] = OPTION.exec(line) ?? [];
    return value !== undefined && label !== undefined ? { value, label } : { value: '', label: line };
  });
  if (read.some(({ label }) => /^[=＝]/.test(label))) return null;
  const taken = new Set(read.map(({ value }) => value));
  let number = 0;
  return read.map(({ value, label }) => {
    if (value !== '') return { value, label };
    do number += 1;
    while (taken.has(`o${number}`));
    return { value: `o${number}`, label };
  });
}

const numberIn = (text: string): number => Number(text.normalize('NFKC'));
const isWithin = (number: number, least: number, most: number): boolean =>
  Number.isInteger(number) && number >= least && number <= most;

/** What is wrong with what a kind needs. */
export function optionFaults(kind: string, typed: TypedOptions): Partial<Record<KindControl, KindFault>> {
  const faults: Partial<Record<KindControl, KindFault>> = {};
  if (kind === 'number' && !isWithin(numberIn(typed.decimals), 0, 6)) faults.decimals = 'decimalsBad';
  if (kind === 'choice' || kind === 'choices') {
    const options = readOptions(typed.options.slice(0, MOST.options));
    if (options === null) faults.options = 'optionBad';
    else if (options.length > MOST_OPTIONS[kind]) faults.options = 'optionsTooMany';
  }
  if (kind === 'file' && !FILE_CONTENTS.some((one) => wordsIn(typed.accept).includes(one)))
    faults.accept = 'acceptMissing';
  if (isFileKind(kind) && !isWithin(numberIn(typed.maxFiles), 1, MOST.files)) faults.maxFiles = 'maxFilesBad';
  if (kind === 'people' && readMembers(typed.members.slice(0, MOST.options), [], 'ordinary') === null)
    faults.members = 'membersBad';
  if (kind === 'calculated' && typed.value === '') faults.value = 'valueMissing';
  return faults;
}

/** A field of a kind with what was typed for it; `kept`: what a field of that kind had before. */
export function withOptions(
  kind: string,
  kept: object,
  typed: TypedOptions & { label: string; sensitivity: Sensitivity },
): Record<string, unknown> {
  const { unit: _unit, yes: _yes, no: _no, ...rest } = kept as Record<string, unknown>;
  const unit = typed.unit.slice(0, MOST.unit);
  const words = (text: string) => (text === '' ? undefined : text.slice(0, MOST.words));
  const chosen = <One extends string>(all: readonly One[], text: string) =>
    all.filter((one) => wordsIn(text).includes(one));
  return {
    ...(kind === 'text' || kind === 'longText' ? { maxLength: LONGEST[kind] } : null),
    // What is photographed for a register stands outside, and is no paper.
    ...(kind === 'photo' && { camera: 'place' }),
    ...rest,
    ...(unit !== '' && (kind === 'number' || kind === 'text' || kind === 'calculated') && { unit }),
    ...(kind === 'number' && { decimals: numberIn(typed.decimals) }),
    ...((kind === 'choice' || kind === 'choices') && {
      options: readOptions(typed.options.slice(0, MOST.options)),
    }),
    ...(kind === 'yesNo' && { yes: words(typed.yes), no: words(typed.no) }),
    ...(kind === 'name' && { of: typed.of === 'organization' ? 'organization' : 'person' }),
    ...(kind === 'person' && { ask: chosen(PERSON_PARTS, typed.parts) }),
    ...(kind === 'file' && { accept: chosen(FILE_CONTENTS, typed.accept) }),
    ...(isFileKind(kind) && { maxFiles: numberIn(typed.maxFiles) }),
    ...(kind === 'people' && {
      itemLabel: typed.item.slice(0, MOST.words) || typed.label.slice(0, MOST.words),
      fields: readMembers(
        typed.members.slice(0, MOST.options),
        'fields' in rest ? (rest.fields as MemberField[]) : [],
        typed.sensitivity,
      ),
    }),
    ...(kind === 'calculated' && {
      value: typed.value.slice(0, MOST.value),
      result: RESULTS.find((one) => one === typed.result) ?? 'number',
    }),
  };
}
