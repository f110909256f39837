import { createHash } from 'node:crypto';
import { type Answers, withBlanks } from '#forms/answers.js';
import type { Field } from '#forms/fields/field.js';
import type { AnswerProblem } from '#forms/submission.js';
import { isFileField, rulesOf } from '#forms/uploads.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import type { Received } from '#kernel/files/files.js';
import type { Upload } from '#kernel/files/rules.js';
import type { Locale } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { parseReference } from '#kernel/values/reference-number.js';
import type { Procedure } from '../definition.js';
import type { Case, PersonData } from '../model.js';
import { personAmong } from '../person-among.js';
import { findBulk } from '../store/bulk.js';
import { caseByNumber, findCase, intakeKeyOf } from '../store/cases.js';
import type { ApplyService } from './apply.js';
import type { ProcedureDeps } from './deps.js';
import { takeIn } from './intake.js';
import { personData } from './new-case.js';

/** What a program sends. */
export interface ApiApplication {
  answers: Answers;
  /** Of whoever applies, where nobody is signed in. */
  person?: PersonData | undefined;
  /** Refused when the definition has another one meanwhile. */
  version?: string | undefined;
}

export type ApiIntake =
  | { kind: 'taken'; case: Case; isNew: boolean }
  | { kind: 'wrong'; problems: readonly AnswerProblem[]; fields: ReadonlyMap<string, Field> };

/** JSON in one spelling, so that the order of its keys means nothing. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** Applications that programs send: the same rules as for people, all answers at once. */
export function createApiIntakeService(
  { kernel, definitions, identity, registers }: ProcedureDeps,
  { requireMayApply, requireOpen }: ApplyService,
) {
  const { database } = kernel;

  /**
   * Nobody signs in where the procedure asks nobody to, unless a key is needed all the same (many applications at
   * once); everywhere else the key says who it is.
   */
  function requireMaySend(context: Context, procedure: Procedure, { isKeyNeeded = false } = {}): void {
    const { actor } = context;
    const isNobody = actor.kind === 'anonymous' || actor.kind === 'visitor';
    if (actor.kind === 'partner') {
      // Who the applicants are is for the organisation to know; staff settled that when they made the key.
      if (!actor.procedures.includes(procedure.id))
        throw new AppError('forbidden', `the key is not for "${procedure.id}"`);
      requireOpen(context, procedure);
    } else if (procedure.assuranceLevel === 'none' && !isKeyNeeded) requireOpen(context, procedure);
    else if (isNobody) throw new AppError('unauthenticated', `"${procedure.id}" needs an API key`);
    else requireMayApply(context, procedure);
  }

  /** One's own, or sent by one's own program for others. */
  async function isOwn(tx: Tx, context: Context, { id, applicant }: Case): Promise<boolean> {
    const self = actorRef(context.actor);
    if (context.actor.kind !== 'partner') return applicant === self;
    const key = await intakeKeyOf(tx, id);
    const [, bulk] = /^bulk\/([^/]+)\//.exec(key) ?? [];
    const sender = bulk === undefined ? null : (await findBulk(tx, kernel.vault, bulk))?.madeBy;
    return key.startsWith(`api/${self}/`) || sender === self;
  }

  const keyOf = (context: Context, key: string): string => `api/${actorRef(context.actor)}/${key}`;

  function offered(context: Context, id: string) {
    const found = definitions.current(context, id);
    if (!found) throw notFound(`procedure ${id}`);
    requireMaySend(context, found.procedure);
    return found;
  }

  return {
    requireMaySend,

    submit: async (
      context: Context,
      id: string,
      { answers, person, version: wanted }: ApiApplication,
      key: string,
      locale: Locale,
    ): Promise<ApiIntake> => {
      const t = translatorFor(locale);
      const { procedure, version } = offered(context, id);
      if (wanted !== undefined && wanted !== version)
        throw new AppError('conflict', `"${id}" has version ${version}, not ${wanted}`, {
          userMessage: t('problem.otherVersion', { version, wanted }),
        });
      const isNobody = context.actor.kind === 'anonymous' || context.actor.kind === 'partner';
      const whole = withBlanks(procedure.form, answers);
      return database.transaction(tenantOf(context), async (tx) => {
        const known = isNobody ? null : await identity.personOf(tx, context);
        const intake = await takeIn(
          tx,
          context,
          { kernel, registers },
          {
            key: keyOf(context, key),
            digest: createHash('sha256').update(canonical({ id, answers, person })).digest(),
            procedure,
            version,
            channel: 'api',
            applicant: isNobody ? null : actorRef(context.actor),
            person: isNobody ? (person ?? personAmong(procedure, whole)) : personData(context, known),
            answers: whole,
            isExact: true,
            locale,
          },
        );
        if (intake.kind === 'otherContent')
          throw new AppError('conflict', 'the idempotency key was used for another application', {
            userMessage: t('problem.keyOfAnother'),
          });
        if (intake.kind === 'wrong') {
          const fields = procedure.form.pages.flatMap((page) => page.fields);
          return { ...intake, fields: new Map(fields.map((field) => [field.id, field])) };
        }
        const found = await findCase(tx, kernel.vault, intake.caseId);
        if (!found) throw notFound(`case ${intake.caseId}`);
        return { kind: 'taken', case: found, isNew: intake.isNew };
      });
    },

    /** Takes in a file for an application that is to come under this key; of so many megabytes at most. */
    file: async (
      context: Context,
      id: string,
      fieldId: string,
      upload: Upload,
      key: string,
    ): Promise<{ received: Received; maxMegabytes: number }> => {
      const { procedure } = offered(context, id);
      const field = procedure.form.pages.flatMap(({ fields }) => fields).find((one) => one.id === fieldId);
      if (!field || !isFileField(field)) throw notFound(`file field ${fieldId} of ${id}`);
      const received = await kernel.files.receive(context, upload, rulesOf(field), keyOf(context, key));
      return { received, maxMegabytes: field.maxMegabytes };
    },

    /** The caller's own case; that of anybody else does not exist here. */
    caseOf: (context: Context, typedNumber: string): Promise<Case> =>
      database.transaction(tenantOf(context), async (tx) => {
        const number = parseReference(typedNumber);
        const id = number.ok ? await caseByNumber(tx, number.value) : undefined;
        const found = id === undefined ? undefined : await findCase(tx, kernel.vault, id);
        if (!found || !(await isOwn(tx, context, found))) throw notFound(`case ${typedNumber}`);
        return found;
      }),
  };
}
export type ApiIntakeService = ReturnType<typeof createApiIntakeService>;
