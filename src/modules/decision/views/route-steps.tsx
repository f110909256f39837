import { StatusTag } from '#ui/components/status-tag.js';
import type { Step as ShownStep } from '#ui/components/steps.js';
import { Steps } from '#ui/components/steps.js';
import type { PageContext } from '#ui/page.js';
import type { PlannedStep } from '../model/route.js';
import { seatName } from '../model/seats.js';
import type { SeatWords, StepView } from '../service/draft-view.js';
import { KIND_WORDS, MODE_WORDS, RIGHT_WORDS, rightAsTold, STEP_TONES, stepStateWords } from './words.js';

type Planned = PlannedStep & { words: SeatWords };

const titleOf = ({ t }: PageContext, { kind, words, mode, byTable }: Planned): string =>
  [
    `${t(KIND_WORDS[kind])}　${seatName(words)}`,
    kind === 'consultation' && `（${t(MODE_WORDS[mode])}）`,
    !byTable && t('decision.route.added'),
  ]
    .filter(Boolean)
    .join('');

/** Who may act for the seat today. */
const Who = ({ page: { t }, words }: { page: PageContext; words: SeatWords }) => (
  <>
    {words.who.length === 0
      ? t('decision.route.nobody')
      : words.who
          .map(({ name, right }) => (right === 'holder' ? name : `${name}（${t(RIGHT_WORDS[right])}）`))
          .join('、')}
  </>
);

/** The route as it would be. */
export const PlannedRoute = ({ page, steps }: { page: PageContext; steps: readonly Planned[] }) => (
  <Steps
    t={page.t}
    steps={steps.map((step) => ({
      title: titleOf(page, step),
      text: <Who page={page} words={step.words} />,
    }))}
  />
);

const DONE = new Set(['approved', 'objected', 'noted', 'passed', 'skipped']);

/** The route as it is: who answered when and as what, who is asked now and since when. */
export const DraftRoute = ({ page, steps }: { page: PageContext; steps: readonly StepView[] }) => {
  const { t } = page;
  return (
    <Steps
      t={t}
      steps={steps.map((step): ShownStep => {
        const { acted } = step;
        const state = DONE.has(step.state) ? 'done' : step.state === 'open' ? 'current' : 'next';
        return {
          title: titleOf(page, step),
          state,
          ...(acted && { when: t.dateTime(acted.at) }),
          text: (
            <>
              <StatusTag tone={STEP_TONES[step.state]} label={t(stepStateWords(step))} />{' '}
              {acted ? (
                <>
                  {acted.unit} {acted.title} {step.actedName}
                  {rightAsTold(page.t, { right: acted.right, behalf: step.behalf })}
                </>
              ) : (
                step.state !== 'skipped' && step.state !== 'passed' && <Who page={page} words={step.words} />
              )}
              {step.state === 'open' && ` ${t('decision.list.days', { days: step.days })}`}
              {step.comment && <p>{step.comment}</p>}
              {step.unconfirmed && <p>{t('decision.route.unconfirmed')}</p>}
              {step.confirmedAt && (
                <p>
                  {t('decision.route.confirmed', {
                    name: step.confirmedName ?? '',
                    at: t.dateTime(step.confirmedAt),
                  })}
                </p>
              )}
            </>
          ),
        };
      })}
    />
  );
};
