import { type Context, tenantOf } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import type { BulkAction } from '../bulk-actions.js';
import type { Purpose } from '../timeline.js';
import { ChecksOpen } from './checks.js';
import type { ProcedureDeps } from './deps.js';
import type { Desk } from './desk.js';
import { type Colleague, MOST_COLLEAGUES } from './inbox.js';
import type { Steps } from './steps.js';

/** One chosen case, in the revision that the list showed. */
export interface Chosen {
  id: string;
  revision: number;
}

/** Why a case was left as it is. */
export type BulkFault = 'changed' | 'notNow' | 'forbidden' | 'notFound' | 'notTheirs' | 'checksOpen';

const FAULTS = {
  conflict: 'changed',
  notAllowedNow: 'notNow',
  forbidden: 'forbidden',
  notFound: 'notFound',
  invalidInput: 'notTheirs',
} as const satisfies Record<string, BulkFault>;
const isFault = (code: string): code is keyof typeof FAULTS => Object.hasOwn(FAULTS, code);

const failed = (fault: BulkFault) => ({ fault, isPutUp: false });

export interface BulkChoice {
  cases: readonly (Chosen & { number: ReferenceNumber; title: LocalizedText })[];
  colleagues: readonly Colleague[];
}

export interface BulkOutcome {
  id: string;
  /** Null for a case that this member of staff cannot see. */
  number: ReferenceNumber | null;
  title: LocalizedText | null;
  fault: BulkFault | null;
  /** It waits for a decision now: the town's table of authority asks for one. */
  isPutUp: boolean;
}

/** Several cases, one after the other, each in a transaction of its own: what fails stops nothing else. */
export function createBulk(
  { kernel, identity, definitions }: ProcedureDeps,
  { visible }: Desk,
  steps: Steps,
) {
  async function act(
    context: Context,
    action: BulkAction,
    { id, revision }: Chosen,
    purpose: Purpose,
    assignee: string,
  ): Promise<Pick<BulkOutcome, 'fault' | 'isPutUp'>> {
    try {
      if (action === 'approve') {
        const entry = await steps.approve(context, id, revision, { stated: purpose });
        return { fault: null, isPutUp: entry === 'case.putUp' };
      }
      if (action === 'assign') await steps.assign(context, id, revision, assignee, purpose);
      else await steps[action](context, id, revision, purpose);
      return { fault: null, isPutUp: false };
    } catch (error) {
      if (error instanceof ChecksOpen) return failed('checksOpen');
      if (error instanceof AppError && isFault(error.code)) return failed(FAULTS[error.code]);
      throw error;
    }
  }

  /** The case as lists name it; null for one that this member of staff cannot see. */
  const named = (context: Context, id: string) =>
    kernel.database.transaction(tenantOf(context), async (tx) => {
      try {
        const { number, procedure, version } = await visible(tx, context, id);
        return { number, title: (await definitions.at(tx, procedure, version)).title };
      } catch (error) {
        if (error instanceof AppError && error.code === 'notFound') return null;
        throw error;
      }
    });

  return {
    /** What was chosen, and who of the colleagues could be given it, before anything is done. */
    bulkChoice: async (context: Context, chosen: readonly Chosen[]): Promise<BulkChoice> => {
      kernel.access.requireAnywhere(context, 'case.work');
      const cases = await Promise.all(
        chosen.map(async (one) => ({ ...one, known: await named(context, one.id) })),
      );
      const units = kernel.access.unitsFor(context, 'case.work');
      const colleagues = await kernel.database.transaction(tenantOf(context), (tx) =>
        identity.staffWho(tx, context, 'case.work', units, MOST_COLLEAGUES),
      );
      return {
        cases: cases.flatMap(({ id, revision, known }) => (known ? [{ id, revision, ...known }] : [])),
        colleagues,
      };
    },

    /** Does it to each; every one is opened for the purpose, and journalled, as if it had been done on its page. */
    bulk: async (
      context: Context,
      action: BulkAction,
      chosen: readonly Chosen[],
      { purpose, assignee = '' }: { purpose: Purpose; assignee?: string | undefined },
    ): Promise<BulkOutcome[]> => {
      const outcomes: BulkOutcome[] = [];
      for (const one of chosen) {
        const known = await named(context, one.id);
        const came = known ? await act(context, action, one, purpose, assignee) : failed('notFound');
        outcomes.push({ id: one.id, number: known?.number ?? null, title: known?.title ?? null, ...came });
      }
      return outcomes;
    },
  };
}
