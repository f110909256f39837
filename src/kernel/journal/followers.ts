import type { Kernel } from '../kernel.js';
import { onJournalled } from './journal.js';
import { catchUp, type Subscription } from './subscriptions.js';

export interface Followers {
  /** Lets every subscriber of every municipality catch up now. */
  settle(): Promise<void>;
  /** Begins no new work, and waits for what is under way. */
  close(): Promise<void>;
}

/** Entries that come close together are handled in one go. */
const DELAY_MS = 250;
/**
 * Every subscriber looks by itself this often: an entry may have been written by another process, by one that
 * was killed before it woke anybody, or be one that could not be handled before.
 */
const LOOK_MS = 60_000;

/** Wakes the subscribers of a municipality after entries that they want; one run at a time for each municipality. */
export function followJournal(kernel: Kernel, subscriptions: readonly Subscription[]): Followers {
  const wanted = new Set(subscriptions.flatMap(({ types }) => types));
  /** What was written in a municipality since its subscribers were woken, and the timer that wakes them. */
  const written = new Map<string, { types: Set<string>; timer: NodeJS.Timeout }>();
  const running = new Map<string, Promise<void>>();
  let isClosed = false;

  const run = async (tenant: string, woken: readonly Subscription[]): Promise<void> => {
    const municipality = kernel.municipalities.all.find(({ code }) => code === tenant);
    if (!municipality) return;
    for (const subscription of woken) {
      if (isClosed) return;
      try {
        await catchUp(kernel, municipality, subscription);
      } catch (error) {
        kernel.log.error({ err: error, subscriber: subscription.name, tenant }, 'a subscriber could not run');
      }
    }
  };
  const queue = (tenant: string, woken: readonly Subscription[]): Promise<void> => {
    const next = (running.get(tenant) ?? Promise.resolve()).then(() => run(tenant, woken));
    running.set(tenant, next);
    return next;
  };
  const settle = async (): Promise<void> => {
    await Promise.all(kernel.municipalities.all.map(({ code }) => queue(code, subscriptions)));
  };
  const wake = (tenant: string): void => {
    const types = written.get(tenant)?.types ?? new Set();
    written.delete(tenant);
    void queue(
      tenant,
      subscriptions.filter((subscription) => subscription.types.some((type) => types.has(type))),
    );
  };
  const stopListening = onJournalled((tenant, type) => {
    if (!wanted.has(type)) return;
    const already = written.get(tenant);
    if (already) already.types.add(type);
    else
      written.set(tenant, {
        types: new Set([type]),
        timer: setTimeout(wake, DELAY_MS, tenant).unref(),
      });
  });
  const looking = subscriptions.length === 0 ? undefined : setInterval(() => void settle(), LOOK_MS).unref();

  return {
    settle,
    close: async () => {
      isClosed = true;
      stopListening();
      clearInterval(looking);
      for (const { timer } of written.values()) clearTimeout(timer);
      await Promise.all(running.values());
    },
  };
}
