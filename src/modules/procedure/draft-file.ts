import { z } from 'zod';
import type { Answers } from '#forms/answers.js';
import { compiledForm } from '#forms/compile.js';
import { isFileField } from '#forms/uploads.js';
import type { Procedure } from './definition.js';

/*
 * A half-filled application as a file that the person keeps: nobody has to sign in to go on later, and the server
 * keeps nothing. It is read like anything typed: what does not fit is asked again.
 */

const Format = z.object({
  format: z.literal('yakuba-draft/1'),
  procedure: z.string().max(100),
  version: z.string().max(40),
  answers: z.record(z.string().max(60), z.json()),
});

export const DraftFile = { maxBytes: 1024 * 1024 } as const;

/** Without files and signatures: they are given anew. */
export function draftFile(procedure: Procedure, version: string, answers: Answers): string {
  const { questions } = compiledForm(procedure.form);
  const kept = Object.entries(answers).filter(([id]) => {
    const field = questions.get(id)?.field;
    return field && !isFileField(field) && field.kind !== 'signature' && field.kind !== 'calculated';
  });
  const content = {
    format: 'yakuba-draft/1',
    procedure: procedure.id,
    version,
    answers: z.record(z.string(), z.json()).parse(Object.fromEntries(kept)),
  } satisfies z.infer<typeof Format>;
  return `${JSON.stringify(content, null, 2)}\n`;
}

export type DraftFileFault = 'none' | 'unreadable' | 'otherProcedure';

export function readDraftFile(
  text: string,
  procedure: string,
): { answers: Answers } | { fault: DraftFileFault } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { fault: 'unreadable' };
  }
  const parsed = Format.safeParse(json);
  if (!parsed.success) return { fault: 'unreadable' };
  return parsed.data.procedure === procedure ? { answers: parsed.data.answers } : { fault: 'otherProcedure' };
}
