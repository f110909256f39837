import type { FormDefinition } from '#forms/definition.js';
import type { Field } from '#forms/fields/field.js';
import { isQuestion } from '#forms/fields/field.js';
import { fieldType } from '#forms/fields/registry.js';
import { ASKED } from '#forms/page-reading.js';
import { isFileField, type SentPage } from '#forms/uploads.js';
import { pinnedClock, today } from '#kernel/clock.js';
import type { Actor, Context } from '#kernel/context.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { readCommonProcedures } from './catalog.js';
import { CHECK_PAGE } from './definition.js';
import type { ProcedureServices } from './services.js';

/** A context for work through the services, at a moment of the caller's choice. */
export const contextAt = (
  municipality: Municipality,
  actor: Actor,
  at: Temporal.Instant | string,
): Context => ({
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
  known?: Readonly<Record<string, unknown>>,
): Promise<string> {
  const draftId = await fillIn({ apply }, context, procedureId, answers, known);
  const submission = await apply.submit(context, draftId, 'ja');
  if (submission.kind === 'open')
    throw new Error(`${procedureId}: page ${submission.pageId} is not complete`);
  if (submission.kind === 'anonymous') throw new Error(`${procedureId} gives nobody a case of their own`);
  return submission.caseId;
}

/** A picture in every field of the page that takes files. */
const withFiles = (fields: readonly Field[], sent: FormData): SentPage => ({
  getAll: (name) => sent.getAll(name),
  uploads: (name) =>
    fields.some((field) => isFileField(field) && name === `${field.id}.upload`)
      ? [new File([new Uint8Array(PICTURE)], '見本.png')]
      : [],
});

/** One grey point, as PNG. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * Fills in every page that is open and stops before submitting. `known` are answers that it begins with, as when
 * somebody goes on from a file. Gives the id of the draft.
 */
export async function fillIn(
  { apply }: Pick<ProcedureServices, 'apply'>,
  context: Context,
  procedureId: string,
  answers: Readonly<Record<string, unknown>>,
  known: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const { draftId, pageId } = await apply.start(context, procedureId, { answers: known });
  for (let at = pageId; at !== CHECK_PAGE; ) {
    const { page } = await apply.page(context, draftId, at);
    const fields = page.page.fields;
    const saved = await apply.savePage(context, draftId, at, withFiles(fields, typedPage(fields, answers)));
    if (saved.kind === 'again') {
      throw new Error(
        `${procedureId}, page ${at}: ${JSON.stringify({ errors: saved.reading.errors, open: saved.reading.revealed })}`,
      );
    }
    at = saved.destination.kind === 'check' ? CHECK_PAGE : saved.destination.id;
  }
  return draftId;
}

/** Fills in and submits a procedure as staff do for somebody who stands at the counter. Gives the id of the case. */
export async function enterFor(
  { staffEntry }: Pick<ProcedureServices, 'staffEntry'>,
  context: Context,
  procedureId: string,
  answers: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { draftId, pageId } = await staffEntry.begin(context, procedureId, {
    channel: 'counter',
    purpose: 'applicant',
  });
  for (let at = pageId; at !== CHECK_PAGE; ) {
    const { fields } = (await staffEntry.page(context, draftId, at)).page.page;
    const sent = withFiles(fields, typedPage(fields, answers));
    const saved = await staffEntry.savePage(context, draftId, at, sent, false);
    if (saved.kind === 'again')
      throw new Error(`${procedureId}, page ${at}: ${JSON.stringify(saved.reading.errors)}`);
    at = saved.destination.kind === 'check' ? CHECK_PAGE : saved.destination.id;
  }
  const submission = await staffEntry.submit(context, draftId, 'photoCard');
  if (submission.kind === 'open')
    throw new Error(`${procedureId}: page ${submission.pageId} is not complete`);
  return submission.caseId;
}

const PERSON = {
  name: '奈良　花子',
  kana: 'ナラ　ハナコ',
  birthDate: '1988-05-14',
  phone: '0742-34-1111',
} as const;

const ADDRESS = {
  postalCode: '630-8580',
  prefecture: '奈良県',
  town: '奈良市二条大路南',
  street: '一丁目1-1',
} as const;

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
  'moving-out': {
    ...PERSON,
    movingDate: '2026-12-05',
    newAddress: { ...ADDRESS, town: '橿原市八木町' },
    who: 'household',
    members: '奈良　太郎　平成28年4月2日',
    schoolChildren: true,
  },
  'water-start': {
    ...PERSON,
    email: null,
    place: ADDRESS,
    waterNumber: null,
    from: '2030-04-01',
    use: 'home',
    method: 'account',
    billTo: true,
  },
  'dog-registration': {
    ...PERSON,
    address: ADDRESS,
    dogName: 'シロ',
    breed: '柴犬',
    colour: '白',
    sex: 'male',
    born: '2026-05-01',
    keptSince: '2026-08-10',
    microchip: false,
  },
  'disaster-certificate': {
    applicant: { name: PERSON.name, kana: PERSON.kana, address: ADDRESS, phone: PERSON.phone },
    relation: 'owner',
    members: [{ name: '奈良　太郎', age: 8 }],
    happenedOn: '2026-08-10',
    cause: 'flood',
    place: ADDRESS,
    where: null,
    state: '1階の床上まで浸水した。',
    byPhoto: false,
    visitDays: '平日の午前',
    delivery: 'counter',
  },
  'digital-survey': {
    age: 't40s',
    lives: true,
    children: false,
    internet: 'daily',
    devices: ['smartphone', 'computer'],
    services: ['mail', 'procedures'],
    sns: ['line'],
    sources: ['bulletin', 'website'],
    cashless: ['code'],
    hopes: ['online', 'fewerForms'],
    worries: ['privacy'],
    card: 'used',
    opinion: null,
  },
  'council-member': {
    ...PERSON,
    tie: 'lives',
    email: 'hanako@example.jp',
    topics: ['digital', 'education'],
    reason: '行政の手続をもっと使いやすくしたいからです。',
  },
};

/** As if every point of a review had been ticked, whatever the definition asks to look at. */
export const EVERY_CHECK: readonly number[] = Array.from({ length: 50 }, (_, index) => index + 1);

/** How far a case is brought. */
export type CaseStage =
  | 'draft'
  | 'submitted'
  | 'inReview'
  | 'correctionRequested'
  | 'corrected'
  | 'feeDue'
  | 'feePaid'
  | 'finished'
  | 'refused'
  | 'withdrawn';

export interface CasePlan {
  procedure: string;
  stage: CaseStage;
  applicant: Actor;
  clerk: Actor;
  /** When it was submitted; the steps follow an hour apart. */
  at: Temporal.Instant;
  answers?: Readonly<Record<string, unknown>>;
}

/** Makes one case and brings it to a stage, through the services and as the people who would do it. Null for a draft. */
export async function makeCase(
  services: ProcedureServices,
  municipality: Municipality,
  plan: CasePlan,
): Promise<string | null> {
  const { procedure, stage, applicant, clerk, at } = plan;
  const answers = { ...SAMPLE_ANSWERS[procedure], ...plan.answers };
  let hour = 0;
  const next = (actor: Actor): Context => {
    hour += 1;
    return contextAt(municipality, actor, at.add({ hours: hour }));
  };
  const person = contextAt(municipality, applicant, at);
  const { apply, my, work } = services;
  if (stage === 'draft') {
    await fillIn(services, person, procedure, answers);
    return null;
  }
  const id = await applyFor({ apply }, person, procedure, answers);
  const revision = async () => (await my.caseOf(person, id)).case.revision;
  if (stage === 'submitted') return id;
  if (stage === 'withdrawn') {
    await my.withdraw(next(applicant), id);
    return id;
  }
  const reviewer = next(clerk);
  await work.statePurpose(reviewer, id, 'review');
  await work.take(reviewer, id, await revision());
  if (stage === 'inReview') return id;
  if (stage === 'refused') {
    await work.refuse(next(clerk), id, await revision(), '住民登録が確かめられませんでした。');
    return id;
  }
  if (stage === 'correctionRequested' || stage === 'corrected') {
    const asker = next(clerk);
    const field = 'phone' in answers ? 'phone' : 'name';
    const dueOn = today(asker.clock).add({ days: 14 });
    await work.requestCorrection(asker, id, await revision(), {
      fields: [field],
      message: '日中につながる番号をお知らせください。',
      dueOn,
    });
    if (stage === 'corrected') {
      const again = next(applicant);
      const { fields } = await my.correctionPage(again, id);
      await my.correct(again, id, typedPage(fields, { ...answers, phone: '090-1234-5678' }));
    }
    return id;
  }
  await work.approve(next(clerk), id, await revision(), { checks: EVERY_CHECK });
  if (stage === 'feeDue') return id;
  if ((await my.caseOf(person, id)).case.fee > 0) {
    await work.confirmFee(next(clerk), id, await revision(), { way: 'cash', note: null });
  }
  if (stage === 'feePaid') return id;
  if ((await my.caseOf(person, id)).case.state === 'approved')
    await work.issue(next(clerk), id, await revision());
  return id;
}

/** The forms of the shared procedures, by id. */
export async function shippedForms(catalogRoot: string): Promise<ReadonlyMap<string, FormDefinition>> {
  const common = await readCommonProcedures(catalogRoot);
  return new Map([...common].map(([id, { parsed }]) => [id, parsed.value.form]));
}
