import { isQuestion } from '#forms/fields/field.js';
import type { Field } from '#forms/fields/field.js';
import { fieldType } from '#forms/fields/registry.js';
import { ASKED } from '#forms/page-reading.js';
import { pinnedClock } from '#kernel/clock.js';
import type { Actor, Context } from '#kernel/context.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import type { ProcedureServices } from './services.js';

/** A context for work through the services, at a moment of the caller's choice. */
export const contextAt = (municipality: Municipality, actor: Actor, at: Temporal.Instant | string): Context => ({
  municipality,
  actor,
  purpose: null,
  clock: pinnedClock(at),
  mayJournal: null,
});

/** A page as a browser would send it, for these stored answers. */
export function typedPage(fields: readonly Field[], answers: Readonly<Record<string, unknown>>): FormData {
  const sent = new FormData();
  for (const field of fields) {
    sent.append(ASKED, field.id);
    const answer = isQuestion(field) ? answers[field.id] : undefined;
    if (answer === undefined || answer === null) continue;
    for (const [part, values] of Object.entries(fieldType(field).toRaw(answer, field))) {
      for (const value of values) sent.append(part === '' ? field.id : `${field.id}.${part}`, value);
    }
  }
  return sent;
}

/** Fills in and submits a procedure page by page, as a person does. Gives the id of the case. */
export async function applyFor(
  { apply }: Pick<ProcedureServices, 'apply'>,
  context: Context,
  procedureId: string,
  answers: Readonly<Record<string, unknown>>,
): Promise<string> {
  const draftId = await fillIn({ apply }, context, procedureId, answers);
  const submission = await apply.submit(context, draftId, 'ja');
  if (submission.kind === 'open') throw new Error(`${procedureId}: page ${submission.pageId} is not complete`);
  return submission.caseId;
}

/** Fills in every page and stops before submitting. Gives the id of the draft. */
export async function fillIn(
  { apply }: Pick<ProcedureServices, 'apply'>,
  context: Context,
  procedureId: string,
  answers: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { draftId, pageId } = await apply.start(context, procedureId);
  for (let at = pageId; ; ) {
    const { page } = await apply.page(context, draftId, at);
    const fields = page.page.fields;
    const saved = await apply.savePage(context, draftId, at, typedPage(fields, answers));
    if (saved.kind === 'again') {
      throw new Error(`${procedureId}, page ${at}: ${JSON.stringify({ errors: saved.reading.errors, open: saved.reading.revealed })}`);
    }
    if (saved.destination.kind === 'check') return draftId;
    at = saved.destination.id;
  }
}

const PERSON = { name: '奈良　花子', kana: 'ナラ　ハナコ', birthDate: '1988-05-14', phone: '0742-34-1111' } as const;

/** Complete answers to the shipped procedures. */
export const SAMPLE_ANSWERS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'residence-certificate': {
    ...PERSON,
    scope: 'self',
    items: ['relationship'],
    purpose: 'work',
    copies: 2,
    delivery: 'myPage',
    email: 'hanako@example.jp',
    consent: true,
  },
};
