import type { Field } from '#forms/fields/field.js';
import { isTyped } from '#forms/fields/field.js';
import type { Procedure } from './definition.js';

export interface SurveyLength {
  questions: number;
  minutes: number;
}

/** Reading and one tick; reading and several; writing. In seconds, as people take it on a phone. */
const SECONDS = { one: 15, several: 20, written: 60 };

function secondsOf({ kind }: Field): number {
  if (kind === 'choices') return SECONDS.several;
  return kind === 'choice' || kind === 'yesNo' ? SECONDS.one : SECONDS.written;
}

/** How much a survey asks, said before anybody begins. */
export function surveyLength({ form }: Pick<Procedure, 'form'>): SurveyLength {
  const questions = form.pages.flatMap(({ fields }) => fields.filter(isTyped));
  const seconds = questions.reduce((sum, field) => sum + secondsOf(field), 0);
  return { questions: questions.length, minutes: Math.max(1, Math.round(seconds / 60)) };
}
