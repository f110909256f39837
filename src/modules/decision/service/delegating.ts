import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { append } from '#kernel/journal/journal.js';
import { readPlainDate } from '#kernel/values/plain-date.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { DelegationTerms } from '../model/draft.js';
import { delegationsOf, endDelegation, insertDelegation } from '../store/delegations.js';
import type { DecisionDeps, Desk } from './deps.js';

export interface TypedDelegation {
  who: string;
  firstDay: string;
  lastDay: string;
}
export type DelegationFaults = Partial<Record<keyof TypedDelegation, MessageKey>>;
export type DelegationLine = DelegationTerms & { fromName: string; toName: string; isMine: boolean };

/** Days in which one acts for another (代理): everybody makes them for themselves. */
export function createDelegating({ kernel, identity }: DecisionDeps, desk: Desk) {
  return {
    async delegations(context: Context): Promise<DelegationLine[]> {
      kernel.access.requireAnywhere(context, 'decision.take');
      return kernel.database.transaction(tenantOf(context), async (tx) => {
        const me = desk.meOf(context);
        const found = await delegationsOf(tx, me, today(context.clock));
        const names = await identity.staffNames(
          tx,
          found.flatMap(({ from, to }) => [from, to]),
        );
        return found.map((one) => ({
          ...one,
          fromName: names.get(one.from) ?? '',
          toName: names.get(one.to) ?? '',
          isMine: one.from === me,
        }));
      });
    },

    async delegate(context: Context, typed: TypedDelegation): Promise<DelegationFaults | null> {
      kernel.access.requireAnywhere(context, 'decision.take');
      return kernel.database.transaction(tenantOf(context), async (tx) => {
        const from = desk.meOf(context);
        const firstDay = readPlainDate(typed.firstDay.trim());
        const lastDay = readPlainDate(typed.lastDay.trim());
        const faults: DelegationFaults = {};
        const called = typed.who.trim() === '' ? [] : await identity.staffCalled(tx, [typed.who]);
        const [to] = called;
        if (!to || to.id === from) faults.who = 'decision.error.who';
        if (called.length > 1) faults.who = 'decision.error.whoTwice';
        if (!firstDay) faults.firstDay = 'decision.error.firstDay';
        if (!lastDay || (firstDay && Temporal.PlainDate.compare(lastDay, firstDay) < 0))
          faults.lastDay = 'decision.error.lastDay';
        if (!to || !firstDay || !lastDay || Object.keys(faults).length > 0) return faults;
        const now = context.clock.now();
        const delegation = { id: uuidv7(now), from, to: to.id, firstDay, lastDay };
        await insertDelegation(tx, delegation, now);
        await append(tx, context, {
          type: 'decision.delegated',
          subject: `staff/${from}`,
          data: {
            delegation: delegation.id,
            from,
            to: to.id,
            firstDay: firstDay.toString(),
            lastDay: lastDay.toString(),
          },
        });
        return null;
      });
    },

    async endDelegation(context: Context, id: string): Promise<void> {
      kernel.access.requireAnywhere(context, 'decision.take');
      await kernel.database.transaction(tenantOf(context), async (tx) => {
        const me = desk.meOf(context);
        if (!(await endDelegation(tx, id, me, context.clock.now()))) throw notFound(`delegation ${id}`);
        await append(tx, context, {
          type: 'decision.delegationEnded',
          subject: `staff/${me}`,
          data: { delegation: id },
        });
      });
    },
  };
}
