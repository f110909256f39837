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
  const timers = new Map<string, NodeJS.Timeout>();
  const running = new Map<string, Promise<void>>();
  let isClosed = false;

  const run = async (tenant: string): Promise<void> => {
    const municipality = kernel.municipalities.all.find(({ code }) => code === tenant);
    if (!municipality) return;
    for (const subscription of subscriptions) {
      if (isClosed) return;
      try {
        await catchUp(kernel, municipality, subscription);
      } catch (error) {
        kernel.log.error({ err: error, subscriber: subscription.name, tenant }, 'a subscriber could not run');
      }
    }
  };
  const queue = (tenant: string): Promise<void> => {
    const next = (running.get(tenant) ?? Promise.resolve()).then(() => run(tenant));
    running.set(tenant, next);
    return next;
  };
  const settle = async (): Promise<void> => {
    await Promise.all(kernel.municipalities.all.map(({ code }) => queue(code)));
  };
  const stopListening = onJournalled((tenant, type) => {
    if (!wanted.has(type) || timers.has(tenant)) return;
    timers.set(
      tenant,
      setTimeout(() => {
        timers.delete(tenant);
        void queue(tenant);
      }, DELAY_MS).unref(),
    );
  });
  const looking = subscriptions.length === 0 ? undefined : setInterval(() => void settle(), LOOK_MS).unref();

  return {
    settle,
    close: async () => {
      isClosed = true;
      stopListening();
      clearInterval(looking);
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(running.values());
    },
  };
}
