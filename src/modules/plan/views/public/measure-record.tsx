import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Details } from '#ui/components/details.js';
import { Timeline } from '#ui/components/timeline.js';
import type { PageContext } from '#ui/page.js';
import type { Missing } from '../../completeness.js';
import type { FieldChange, MeasureVersion, PlanView } from '../../model.js';
import { langOf, yearWords } from './words.js';

const LONGEST = 80;
const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

const CODED = {
  stage: {
    concept: 'ui.stage.concept',
    planning: 'ui.stage.planning',
    operation: 'ui.stage.operation',
    ended: 'ui.stage.ended',
  },
  kind: {
    value: 'measure.kind.value',
    rate: 'measure.kind.rate',
    cumulative: 'measure.kind.cumulative',
    milestone: 'measure.kind.milestone',
    yesNo: 'measure.kind.yesNo',
  },
  direction: { up: 'measure.direction.up', down: 'measure.direction.down' },
  achieved: { yes: 'measure.achieved.yes', partly: 'measure.achieved.partly', no: 'measure.achieved.no' },
  target: { true: 'measure.figure.yes', false: 'measure.figure.no' },
  result: { true: 'measure.figure.yes', false: 'measure.figure.no' },
} as const satisfies Partial<Record<FieldChange['field'], Record<string, MessageKey>>>;

const valueWords = (t: Translator, field: FieldChange['field'], value: string): string => {
  const words: Record<string, MessageKey> = field in CODED ? CODED[field as keyof typeof CODED] : {};
  const key = words[value];
  return key ? t(key) : shortened(value);
};

/** 「受付件数」の2022年度の実績を「25」から「40」に変更 */
export function changeWords(t: Translator, { field: code, of, fiscalYear, from, to }: FieldChange): string {
  const parts = [of, fiscalYear && yearWords(t, fiscalYear)].filter((part) => part !== null);
  const field = parts.reduceRight<string>(
    (inner, outer) => t('measure.fieldOf', { of: outer, field: inner }),
    t(`measure.field.${code}`),
  );
  // What is counted is a rule with many parts; its page says them in words.
  if (code === 'count') return t('plan.history.countChanged', { field });
  if (from === null) return t('measure.filledIn', { field, to: valueWords(t, code, to ?? '') });
  if (to === null) return t('measure.removed', { field, from: valueWords(t, code, from) });
  return t('measure.changed', { field, from: valueWords(t, code, from), to: valueWords(t, code, to) });
}

/** Versions of the sheet, newest first, each with what it changed. */
export const History = ({
  page: { t },
  plan,
  versions,
}: {
  page: PageContext;
  plan: PlanView;
  versions: readonly MeasureVersion[];
}) => (
  <Timeline
    entries={versions.map(({ change, changedAt, reason, changes }) => ({
      at: t.dateTime(changedAt),
      title: t(`measure.change.${change}`),
      text: (
        <>
          {change === 'loaded' && (
            <p class="muted">
              {t('plan.history.loadedFrom')}
              <span lang={langOf(t)}>{plan.plan.source.title}</span>
            </p>
          )}
          {reason && <p lang={langOf(t)}>{reason}</p>}
          {changes.map((one) => (
            <p>{changeWords(t, one)}</p>
          ))}
        </>
      ),
    }))}
  />
);

/** What a complete sheet would also say. */
export const MissingList = ({ page: { t }, missing }: { page: PageContext; missing: readonly Missing[] }) =>
  missing.length === 0 ? (
    <p>{t('plan.missing.nothing')}</p>
  ) : (
    <Details summary={t('plan.missing.summary', { count: missing.length })}>
      <p>{t('plan.missing.text')}</p>
      <ul>
        {missing.map(({ code, params }) => (
          <li>{t(`measure.missing.${code}`, params)}</li>
        ))}
      </ul>
    </Details>
  );
