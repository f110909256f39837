import type { Answers } from '#forms/answers.js';
import type { FormDefinition } from '#forms/definition.js';
import { type JourneyPage, journey } from '#forms/journey.js';
import { sampleAnswers } from '#forms/sample-answers.js';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { readCommonProcedures } from './catalog.js';

/** The day on which the shipped forms are walked through. */
export const WALK_DAY = Temporal.PlainDate.from('2026-11-20');
/** More than the most options of a choice, so that they also meet what two answers together decide. */
const TURNS = 24;

/** Every form that the shared catalogue ships: those of applicants, and those of third parties. */
export async function everyForm(): Promise<{ name: string; form: FormDefinition }[]> {
  const procedures = [...(await readCommonProcedures(SHIPPED_CATALOG)).values()];
  return procedures.flatMap(({ parsed: { value } }) => [
    { name: value.id, form: value.form },
    ...value.thirdParties.map(({ id, form }) => ({ name: `${value.id}, ${id}`, form })),
  ]);
}

/** Valid answers that together come to everything a form asks. */
export const turnsOf = (form: FormDefinition): Answers[] =>
  Array.from({ length: TURNS }, (_, turn) => sampleAnswers(form, turn, WALK_DAY));

/** Every page that can be come to, once for each set of questions that it can ask, with answers that lead there. */
export function everyPage(form: FormDefinition): { page: JourneyPage; total: number; answers: Answers }[] {
  const seen = new Map<string, { page: JourneyPage; total: number; answers: Answers }>();
  for (const answers of turnsOf(form)) {
    const { pages, total } = journey(form, answers, { today: WALK_DAY });
    for (const page of pages) {
      const key = [page.id, ...page.fields.map(({ id }) => id)].join(' ');
      if (!seen.has(key)) seen.set(key, { page, total, answers });
    }
  }
  return [...seen.values()];
}
