import { withBlanks } from '#forms/answers.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { invariant } from '#kernel/errors.js';
import type { Kernel } from '#kernel/kernel.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { personAmong } from '#modules/procedure/api.js';
import type { Modules } from '#modules.js';

export interface Office {
  kernel: Kernel;
  modules: Modules;
}

/** A sheet that came in and was read: it goes through the door of all applications. Gives the id of the case. */
export const takeSheet = (office: Office, context: Context, id: string, answers: Answered): Promise<string> =>
  office.kernel.database.transaction(tenantOf(context), (tx) =>
    office.modules.procedure.api.takeIn(tx, context, sheetOf(office, context, id, answers)).then((taken) => {
      invariant(taken.kind === 'taken', `a sheet of ${id} is complete: ${JSON.stringify(taken)}`);
      return taken.caseId;
    }),
  );

type Answered = Readonly<Record<string, unknown>>;

/** What a sheet says, as it goes in; of its own key, so that it goes in once. */
export function sheetOf({ modules }: Office, context: Context, id: string, answers: Answered) {
  const offered = modules.procedure.api.offered(context).find(({ procedure }) => procedure.id === id);
  invariant(offered !== undefined, `${id} is offered`);
  const { procedure, version } = offered;
  return {
    key: `demo/${uuidv7(context.clock.now())}`,
    procedure,
    version,
    channel: 'paper' as const,
    applicant: null,
    person: personAmong(procedure, answers),
    answers: withBlanks(procedure.form, answers),
    locale: 'ja' as const,
  };
}
