import type { UploadBody } from '#kernel/http/route.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { characterCount, normalizeText } from '#kernel/values/japanese-text.js';
import type { Rules } from '../catalog.js';
import { DIRECTIONS, GRADES } from '../model.js';
import type { Registration } from '../service/register.js';
import { dayOf, textOf } from './input.js';

const SUBJECT_LIMIT = 200;
const WORDS_LIMIT = 100;

export type Receipt = Omit<Registration, 'intakeKey' | 'files'>;

/** What was typed into the form, and what is wrong with it in words; `receipt` is null when anything is. */
export function readReceipt(
  t: Translator,
  body: UploadBody,
  known: {
    rules: Rules;
    units: readonly { value: string }[];
    people: readonly { id: string }[];
    /** Today: nothing came later than that. */
    day: Temporal.PlainDate;
  },
): { receipt: Receipt | null; errors: Record<string, string> } {
  const { rules, units, people, day } = known;
  const typed = (name: string) => normalizeText(textOf(body, name)).trim();
  const one = <Value extends string>(values: readonly Value[], name: string) =>
    values.find((value) => value === textOf(body, name));
  const direction = one(DIRECTIONS, 'direction');
  const grade = one(GRADES, 'grade');
  const unit = one(
    units.map(({ value }) => value),
    'unit',
  );
  const kind = rules.kind(textOf(body, 'kind'))?.id;
  const classification = rules.classOf(textOf(body, 'classification'))?.id;
  const [documentDate, receivedOn] = [dayOf(typed('documentDate')), dayOf(typed('receivedOn'))];
  const isNoDay = (name: string) => typed(name) !== '' && dayOf(typed(name)) === null;
  const tooLong = (name: string, limit: number) => characterCount(typed(name)) > limit;
  const long = (limit: number) => t('records.error.long', { limit });
  const isReceived = direction === 'received';
  const errors: Record<string, string> = {
    ...(!direction && { direction: t('records.error.direction') }),
    ...(typed('subject') === '' && { subject: t('records.error.subject') }),
    ...(tooLong('subject', SUBJECT_LIMIT) && { subject: long(SUBJECT_LIMIT) }),
    ...(isReceived && typed('correspondent') === '' && { correspondent: t('records.error.correspondent') }),
    ...(tooLong('correspondent', WORDS_LIMIT) && { correspondent: long(WORDS_LIMIT) }),
    ...(tooLong('theirNumber', WORDS_LIMIT) && { theirNumber: long(WORDS_LIMIT) }),
    ...(isNoDay('documentDate') && { documentDate: t('records.error.date') }),
    ...(isReceived && receivedOn === null && { receivedOn: t('records.error.receivedOn') }),
    ...(isNoDay('receivedOn') && { receivedOn: t('records.error.date') }),
    ...(receivedOn &&
      Temporal.PlainDate.compare(receivedOn, day) > 0 && { receivedOn: t('records.error.receivedLater') }),
    ...(!kind && { kind: t('records.error.kind') }),
    ...(!unit && { unit: t('records.error.unit') }),
    ...(!classification && { classification: t('records.error.classification') }),
    ...(!grade && { grade: t('records.error.grade') }),
  };
  if (Object.keys(errors).length > 0 || !direction || !grade || !unit || !kind || !classification)
    return { receipt: null, errors };
  const receipt = {
    direction,
    grade,
    unit,
    kind,
    classification,
    inCharge: people.find(({ id }) => id === textOf(body, 'inCharge'))?.id ?? null,
    documentDate,
    receivedOn,
    subject: typed('subject'),
    correspondent: typed('correspondent'),
    theirNumber: typed('theirNumber'),
  };
  return { receipt, errors };
}
