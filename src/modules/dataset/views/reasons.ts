import type { Translator } from '#kernel/i18n/translate.js';
import { type Anonymity, isAnonymous, LEAST_ALIKE } from '../anonymity.js';
import { type Finding, isHindering } from '../quality.js';
import type { Report } from '../service/judging.js';

export const findingText = (
  t: Translator,
  { kind, column = '', line = 0, count = 0, example = '' }: Finding,
): string => t(`dataset.finding.${kind}`, { column, line, count, example });

/** Why somebody could be recognised. */
export const recognisedText = (t: Translator, { missing, rowsAtRisk }: Anonymity): string =>
  missing.length > 0
    ? t('dataset.anonymityMissing', { columns: missing.join('、') })
    : t('dataset.anonymityBad', { rows: rowsAtRisk, least: LEAST_ALIKE });

/** Why a dataset cannot go out so, in sentences. */
export const reasonsAgainst = (t: Translator, { findings, anonymity }: Report): string =>
  [
    ...findings.filter(isHindering).map((finding) => findingText(t, finding)),
    ...(anonymity && !isAnonymous(anonymity) ? [recognisedText(t, anonymity)] : []),
  ].join(' ');
