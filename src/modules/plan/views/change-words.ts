import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { stageWords } from '#ui/components/plan-tags.js';
import { Stage } from '../definition.js';
import type { FieldChange } from '../model.js';
import { yearWords } from './words.js';

/*
 * What a version changed, in words: in the history of a measure, before a file is taken in, when two save at once.
 */

const LONGEST = 80;
const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

const DONE = { true: 'measure.figure.yes', false: 'measure.figure.no' } as const;
const YES = { true: 'common.yes', false: 'common.no' } as const;

const CODED = {
  kind: {
    value: 'measure.kind.value',
    rate: 'measure.kind.rate',
    cumulative: 'measure.kind.cumulative',
    milestone: 'measure.kind.milestone',
    yesNo: 'measure.kind.yesNo',
  },
  direction: { up: 'measure.direction.up', down: 'measure.direction.down' },
  achieved: { yes: 'measure.achieved.yes', partly: 'measure.achieved.partly', no: 'measure.achieved.no' },
  target: DONE,
  result: DONE,
  targetStands: YES,
  listedOnly: YES,
} as const satisfies Partial<Record<FieldChange['field'], Record<string, MessageKey>>>;

/** A changed value as people call it; texts and figures stand as they are. */
export function valueWords(t: Translator, field: FieldChange['field'], value: string): string {
  if (field === 'stage') return stageWords(t, Stage.parse(value));
  const words: Record<string, MessageKey> = field in CODED ? CODED[field as keyof typeof CODED] : {};
  const key = words[value];
  return key ? t(key) : value;
}

/** The place that was changed: 受付件数の2022年度の実績 */
export function placeWords(t: Translator, { field, of, fiscalYear }: FieldChange): string {
  const outer = [of, fiscalYear && yearWords(t, fiscalYear)].filter((part) => part !== null);
  return outer.reduceRight<string>(
    (inner, part) => t('measure.fieldOf', { of: part, field: inner }),
    t(`measure.field.${field}`),
  );
}

/** 受付件数の2022年度の実績を「25」から「40」に変更 */
export function changeWords(t: Translator, change: FieldChange): string {
  const { field: code, from, to } = change;
  const field = placeWords(t, change);
  if (code === 'indicator' && from === null) return t('measure.indicatorAdded', { name: to ?? '' });
  if (code === 'indicator' && to === null) return t('measure.indicatorRemoved', { name: from ?? '' });
  // What is counted is a rule with many parts, and so is a change of an indicator; their pages say them in words.
  if (code === 'count' || code === 'changes') return t('measure.changedAsWhole', { field });
  const words = (value: string) => shortened(valueWords(t, code, value));
  if (from === null) return t('measure.filledIn', { field, to: words(to ?? '') });
  if (to === null) return t('measure.removed', { field, from: words(from) });
  return t('measure.changed', { field, from: words(from), to: words(to) });
}
