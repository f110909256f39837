import { journey } from '#forms/journey.js';
import { sampleAnswers } from '#forms/sample-answers.js';
import { questionsAsAsked } from '#forms/submission.js';
import { namesUsed } from '#kernel/expressions/names.js';
import { feeDue, type Procedure } from '#modules/procedure/api.js';
import { isSound } from './sound.js';

export interface FeeExample {
  /** The answers that decide, as the check page shows them. */
  answers: readonly { question: string; answer: string }[];
  due: ReturnType<typeof feeDue>;
}

const TURNS = 24;
const MOST_EXAMPLES = 6;

/** What made-up answers would cost, once for each set of answers that decides; none while something is broken. */
export function feeExamples(procedure: Procedure, today: Temporal.PlainDate): FeeExample[] {
  const { fee, form } = procedure;
  if (!fee || !isSound(procedure, 'form', 'fee')) return [];
  const deciding = new Set([fee.amount, ...fee.reductions.map(({ when }) => when)].flatMap(namesUsed));
  const examples = new Map<string, FeeExample>();
  for (let turn = 0; turn < TURNS && examples.size < MOST_EXAMPLES; turn += 1) {
    const way = journey(form, sampleAnswers(form, turn, today), { today });
    if (!way.canSubmit) continue;
    const answers = questionsAsAsked(way, 'ja')
      .filter(({ field }) => deciding.has(field))
      .map(({ question, answer }) => ({ question, answer: answer ?? '' }));
    const key = JSON.stringify(answers);
    if (!examples.has(key)) examples.set(key, { answers, due: feeDue(procedure, way.relevant, { today }) });
  }
  return [...examples.values()];
}
