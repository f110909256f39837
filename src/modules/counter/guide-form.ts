import { compiledForm, scopeOf } from '#forms/compile.js';
import { FormDefinition } from '#forms/definition.js';
import { formProblems } from '#forms/problems.js';
import { BrokenExpression, type Condition, compileCondition } from '#kernel/expressions/expression.js';
import type { Guide } from './definition.js';

/** The questions of a guide as a form: pages, conditions, reading and errors are those of every form. */
export function guideForm(guide: Pick<Guide, 'pages'>): FormDefinition {
  return FormDefinition.parse({
    purpose: {
      ja: '必要な手続をご案内するため',
      'ja-x-easy': 'どの手続（てつづき）がいるか、お知らせするため',
      en: 'To find the procedures that you need',
    },
    pages: guide.pages.map(({ id, title, show, questions }) => ({
      id,
      title,
      show,
      fields: questions.map(({ ask, kind, options, ...question }) => ({
        ...question,
        label: ask,
        kind,
        sensitivity: 'personal',
        ...(options && { options }),
        ...(kind === 'choices' && { optional: true }),
      })),
    })),
  });
}

export interface GuideProblem {
  path: (string | number)[];
  message: string;
}

/** What the schema of a guide cannot say about its questions and its conditions; each with the wrong ids. */
export function guideProblems(guide: Guide): GuideProblem[] {
  const form = guideForm(guide);
  const problems: GuideProblem[] = formProblems(form).map(({ path, message }) => ({
    path: path.map((key) => (key === 'fields' ? 'questions' : key)),
    message,
  }));
  if (problems.length > 0) return problems;
  const questions = compiledForm(form).questions;
  guide.items.forEach(({ id, when, deadline }, index) => {
    const path = ['items', index];
    if (guide.items.findIndex((other) => other.id === id) !== index)
      problems.push({ path: [...path, 'id'], message: `another item is called "${id}"` });
    if (when !== undefined) {
      const condition = conditionOf(form, when);
      if ('problem' in condition) problems.push({ path: [...path, 'when'], message: condition.problem });
      else {
        for (const { name, value } of condition.literals) {
          const field = questions.get(name)?.field;
          const isChoice = field?.kind === 'choice' || field?.kind === 'choices';
          if (isChoice && !field.options.some((option) => option.value === value))
            problems.push({ path: [...path, 'when'], message: `"${name}" has no answer "${value}"` });
        }
      }
    }
    if (deadline?.from !== undefined && questions.get(deadline.from)?.field.kind !== 'date') {
      problems.push({
        path: [...path, 'deadline', 'from'],
        message: `"${deadline.from}" is no date question`,
      });
    }
    if ((deadline?.from === undefined) !== (deadline?.within === undefined)) {
      problems.push({ path: [...path, 'deadline'], message: '"within" and "from" go together' });
    }
  });
  return problems;
}

function conditionOf(form: FormDefinition, source: string): Condition | { problem: string } {
  try {
    return compileCondition(source, scopeOf(form));
  } catch (error) {
    if (!(error instanceof BrokenExpression)) throw error;
    return { problem: error.message };
  }
}
