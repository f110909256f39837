import { type Context, tenantOf } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import type { Kernel } from '#kernel/kernel.js';
import { sandboxId, sandboxNotice } from '../providers/sandbox.js';
import {
  dueNotices,
  findSession,
  insertMovement,
  insertNotice,
  noticeSent,
  type SandboxSession,
  saveSession,
} from '../store/sandbox.js';
import type { InboxService } from './inbox.js';

/** What can be tried on the sandbox's page, by way and state. */
export const SANDBOX_CHOICES = {
  card: ['pay', 'payLate', 'payTold2', 'payUntold', 'decline'],
  konbini: ['number'],
  shop: ['pay', 'payLate', 'payTold2', 'payUntold', 'decline'],
} as const;
export type SandboxChoice = (typeof SANDBOX_CHOICES)['card' | 'konbini' | 'shop'][number];

export const choicesFor = ({
  way,
  state,
}: Pick<SandboxSession, 'way' | 'state'>): readonly SandboxChoice[] => {
  if (state === 'waiting') return SANDBOX_CHOICES.shop;
  return state === 'open' ? SANDBOX_CHOICES[way] : [];
};

const LATE = Temporal.Duration.from({ minutes: 1 });
/** Number for the shop: eleven digits, as real ones have. */
const shopNumber = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(11)), (byte) => byte % 10).join('');

/** The pages of the sandbox provider: the site of another company, as far as the rest of the product is concerned. */
export function createSandboxSite({ clock, config, database }: Kernel, inbox: Pick<InboxService, 'receive'>) {
  async function page(context: Context, id: string): Promise<SandboxSession> {
    const session = config.demo
      ? await database.transaction(tenantOf(context), (tx) => findSession(tx, id))
      : undefined;
    if (!session) throw notFound(`sandbox page ${id}`);
    return session;
  }

  /** Sends what is due, each as often as was asked for. */
  async function send(context: Context): Promise<void> {
    const due = await database.transaction(tenantOf(context), (tx) => dueNotices(tx, clock.now()));
    for (const { id, sessionId, times } of due) {
      const { body, header } = sandboxNotice(id, sessionId);
      for (let time = 0; time < times; time += 1) await inbox.receive(context, 'sandbox', body, header);
      await database.transaction(tenantOf(context), (tx) => noticeSent(tx, id, clock.now()));
    }
  }

  return {
    page,
    send: async (context: Context): Promise<void> => {
      if (config.demo) await send(context);
    },

    /** What the person chooses there; gives where the page leads, null when it stays. */
    choose: async (context: Context, id: string, choice: SandboxChoice): Promise<string | null> => {
      await page(context, id);
      const returnTo = await database.transaction(tenantOf(context), async (tx) => {
        const session = await findSession(tx, id, { lock: true });
        if (!session) throw notFound(`sandbox page ${id}`);
        if (!choicesFor(session).includes(choice))
          throw new AppError('notAllowedNow', `${choice} on a page that is ${session.state}`);
        const now = clock.now();
        const tell = (times: number, at = now) =>
          insertNotice(tx, { id: sandboxId('evt'), sessionId: id, times }, at);
        if (choice === 'number') {
          await saveSession(tx, id, { state: 'waiting', shopNumber: shopNumber() });
          await tell(1);
          return null;
        }
        if (choice === 'decline') {
          await saveSession(tx, id, { ...session, state: 'failed' });
          await tell(1);
          return session.returnTo;
        }
        await saveSession(tx, id, { ...session, state: 'paid' });
        await insertMovement(tx, {
          id: sandboxId('mov'),
          sessionId: id,
          kind: 'payment',
          amount: session.amount,
          ofId: null,
          request: null,
          at: now,
        });
        if (choice === 'pay') await tell(1);
        if (choice === 'payLate') await tell(1, now.add(LATE));
        if (choice === 'payTold2') {
          await tell(2);
          await tell(1);
        }
        return session.returnTo;
      });
      await send(context);
      return returnTo;
    },
  };
}
