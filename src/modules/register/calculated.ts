import { type Answers, walk, withBlanks } from '#forms/answers.js';
import { compiledForm, FACTS } from '#forms/compile.js';
import type { Register, RegisterField } from './definition.js';
import { formOf } from './row-form.js';

/*
 * What follows from other fields of the row is worked out whenever the row is written, by whichever way, and stored
 * like the rest: lists, files and maps read it, and a version keeps what it was.
 */

export const isCalculated = ({ ask }: RegisterField): boolean => ask.kind === 'calculated';

/** What was typed or read: nobody is asked for the rest. */
export const withoutCalculated = ({ fields }: Register, values: Answers): Answers => {
  const calculated = new Set(fields.filter(isCalculated).map(({ ask }) => ask.id));
  return calculated.size === 0
    ? values
    : Object.fromEntries(Object.entries(values).filter(([id]) => !calculated.has(id)));
};

/** The values with what follows from them; what cannot be said is blank. */
export function withCalculated(register: Register, values: Answers): Answers {
  if (!register.fields.some(isCalculated)) return values;
  const form = formOf(register);
  const whole: Record<string, unknown> = { ...withoutCalculated(register, values) };
  for (const [, { fields, answers }] of walk(form, withBlanks(form, whole), {}))
    for (const { id, kind } of fields) if (kind === 'calculated') whole[id] = answers[id];
  return whole;
}

/** Names that a rule uses: fields, and the day or the channel. Of a definition whose rules can be read. */
export const namesInRule = (register: Register, id: string): readonly string[] => {
  const [page] = compiledForm(formOf(register)).pages;
  const rule = page?.fields.find(({ field }) => field.id === id)?.calculate;
  return [...(rule?.names ?? [])];
};

/** A stored value says nothing of the day on which it is read, nor of how somebody came. */
export const isOfTheMoment = (name: string): boolean => name in FACTS;
