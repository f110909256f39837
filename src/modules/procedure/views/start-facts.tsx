import { langOf } from '#kernel/i18n/lang-of.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { Description } from '#ui/components/description-list.js';
import { Quoting } from '#ui/components/quoting.js';
import type { PageContext } from '#ui/page.js';
import { type Fee, isAnonymous, kindOf, type Procedure } from '../definition.js';
import { surveyLength } from '../survey.js';
import { kindWords } from './kind-words.js';
import type { StartData } from './start-page.js';

/** What is to be known before beginning: of a survey other things than of an application. */
export function startFacts(page: PageContext, data: StartData): Description[] {
  const { t } = page;
  const { procedure, unit } = data;
  const isSurvey = kindOf(procedure) === 'survey';
  const period = periodWords(page, procedure);
  return [
    { term: t(kindWords(procedure).who), value: localize(procedure.eligibility, t.locale) },
    ...(isSurvey ? surveyFacts(page, procedure) : applicationFacts(page, data)),
    ...(period === null && !isSurvey
      ? []
      : [{ term: t('kind.period.title'), value: period ?? t('kind.survey.noEnd') }]),
    {
      term: t('procedure.start.office'),
      value: (
        <Quoting
          t={t}
          text={unit.name}
          sentence={
            unit.phone ? t('procedure.start.officePhone', { name: unit.name, phone: unit.phone }) : unit.name
          }
        />
      ),
    },
    ...(procedure.legalBasis.length === 0
      ? []
      : [
          {
            term: t('procedure.start.law'),
            value: (
              <span lang={langOf(t)}>
                {procedure.legalBasis.map(({ law, article }) => `${law}${article ?? ''}`).join('、')}
              </span>
            ),
          },
        ]),
  ];
}

function surveyFacts({ t }: PageContext, procedure: Procedure): Description[] {
  const { questions, minutes } = surveyLength(procedure);
  return [
    { term: t('kind.survey.questions'), value: t('kind.survey.questionCount', { count: questions }) },
    { term: t('kind.survey.time'), value: t('kind.survey.minutes', { minutes }) },
    {
      term: t('kind.survey.names'),
      value: t(isAnonymous(procedure) ? 'kind.survey.anonymous' : 'kind.survey.notAnonymous'),
    },
  ];
}

function applicationFacts(
  { t }: PageContext,
  { procedure, measuredDays, waysToPay }: StartData,
): Description[] {
  const words = (text: Parameters<typeof localize>[0]) => localize(text, t.locale);
  const { fee, output } = procedure;
  return [
    {
      term: t('procedure.start.cost'),
      value: <Cost t={t} fee={fee} waysToPay={waysToPay} />,
    },
    {
      term: t('procedure.start.time'),
      value: (
        <>
          <strong>{t('procedure.start.standardDays', { days: procedure.standardProcessingDays })}</strong>
          {measuredDays !== null && <p>{t('procedure.start.measuredDays', { days: measuredDays })}</p>}
        </>
      ),
    },
    ...(output.kind === 'none' ? [] : [{ term: t('procedure.start.result'), value: words(output.title) }]),
  ];
}

/** What it costs, how it is paid, who pays less. */
export const Cost = ({
  t,
  fee,
  waysToPay,
}: {
  t: Translator;
  fee: Fee | undefined;
  waysToPay: Fee['payment'];
}) => {
  if (!fee) return <>{t('procedure.start.free')}</>;
  const words = (text: LocalizedText) => localize(text, t.locale);
  return (
    <>
      <strong>{words(fee.text)}</strong>
      {fee.note && <p>{words(fee.note)}</p>}
      <ul>
        {waysToPay.map(({ text }) => (
          <li>{words(text)}</li>
        ))}
      </ul>
      {fee.reductions.length > 0 && (
        <>
          <p>{t('payment.fee.reductions')}</p>
          <ul>
            {fee.reductions.map(({ reason }) => (
              <li>{words(reason)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

/** From when until when; null where it is always open. */
function periodWords({ t }: PageContext, { period }: Procedure): string | null {
  const from = period?.from && t.date(Temporal.PlainDate.from(period.from));
  const until = period?.until && t.date(Temporal.PlainDate.from(period.until));
  if (from && until) return t('kind.period.between', { from, until });
  if (from) return t('kind.period.from', { from });
  return until ? t('kind.period.until', { until }) : null;
}
