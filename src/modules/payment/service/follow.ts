import { type Context, systemContext, tenantOf } from '#kernel/context.js';
import { append } from '#kernel/journal/journal.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { type Attempt, isOpen, mayBecome, type ProviderName, paymentSubject } from '../model.js';
import type { PaymentProvider, Standing } from '../provider.js';
import { attemptsOf, findAttempt, openAttempts, saveAttempt } from '../store/attempts.js';
import { findPayment } from '../store/payments.js';
import type { PaymentDeps } from './deps.js';
import { recordMoney, recordUnknown } from './money.js';

/** A page that nobody has used is looked at after so long, and given up when the provider never answered for it. */
const LOOK_AFTER = Temporal.Duration.from({ minutes: 10 });
const GIVE_UP_AFTER = Temporal.Duration.from({ hours: 48 });
const LOOKS_AT_ONCE = 50;

export type FollowService = ReturnType<typeof createFollowService>;

/**
 * Brings what providers say into our books. Notices, the person who comes back and the job that looks again all end
 * here: the provider is asked how the try stands, so that their order does not matter.
 */
export function createFollowService({ kernel, providers }: PaymentDeps) {
  const { clock, database, log, vault } = kernel;
  const asSystem = (municipality: Municipality) => systemContext(municipality, 'payment.follow', clock);

  /** Writes down how a try stands; gives the tries that are open beside one that has succeeded. */
  const apply = (context: Context, provider: ProviderName, standing: Standing): Promise<Attempt[]> =>
    database.transaction(tenantOf(context), async (tx) => {
      const by = { id: standing.attemptId, reference: standing.reference };
      const found = await findAttempt(tx, vault, provider, by);
      const { money } = standing;
      if (!found) {
        if (money) await recordUnknown(tx, context, { provider, attemptId: null, ...money });
        return [];
      }
      const payment = await findPayment(tx, vault, { id: found.paymentId }, { lock: true });
      // Read again now that its payment is held: another notice may have been faster.
      const attempt = await findAttempt(tx, vault, provider, by);
      if (!payment || !attempt) return [];
      const moves = mayBecome(attempt.state, standing.state);
      const { reference, address, until } = standing;
      await saveAttempt(
        tx,
        vault,
        {
          ...attempt,
          reference,
          address,
          until,
          voucher: standing.voucher ?? attempt.voucher,
          state: moves ? standing.state : attempt.state,
        },
        context.clock.now(),
      );
      if (money) {
        await recordMoney(tx, context, kernel, payment, { provider, attemptId: attempt.id, ...money });
        const all = await attemptsOf(tx, vault, payment.id);
        return all.filter((other) => other.id !== attempt.id && isOpen(other));
      }
      if (moves && standing.state === 'failed') {
        await append(tx, context, {
          type: 'payment.failed',
          subject: paymentSubject(payment.id),
          data: { for: payment.subject, unit: payment.unit, provider, way: attempt.way },
        });
      }
      return [];
    });

  /** Pages beside the one that was paid: closed, so that nobody pays twice. One that cannot be closed is looked at later. */
  async function closeAll(municipality: Municipality, attempts: readonly Attempt[]): Promise<void> {
    for (const { id, provider: name, reference } of attempts) {
      const provider = providers.named(municipality, name);
      if (!provider || reference === null) continue;
      try {
        await provider.close(reference);
        await apply(asSystem(municipality), name, await provider.look(reference));
      } catch (error) {
        log.warn({ err: error, attempt: id }, 'a payment page could not be closed');
      }
    }
  }

  async function follow(
    municipality: Municipality,
    provider: PaymentProvider,
    reference: string,
  ): Promise<void> {
    const context = asSystem(municipality);
    await closeAll(municipality, await apply(context, provider.name, await provider.look(reference)));
  }

  return {
    follow,
    closeAll,
    /** How a try stands as the provider has just said it. */
    apply: (municipality: Municipality, provider: ProviderName, standing: Standing) =>
      apply(asSystem(municipality), provider, standing),

    /** Looks at pages that nobody has told anything of: the notice may be lost, the browser closed. */
    followOpen: async ({ municipality }: Context): Promise<void> => {
      const before = clock.now().subtract(LOOK_AFTER);
      const open = await database.transaction(municipality.code, (tx) =>
        openAttempts(tx, vault, before, LOOKS_AT_ONCE),
      );
      for (const attempt of open) {
        const provider = providers.named(municipality, attempt.provider);
        try {
          if (attempt.reference !== null && provider) {
            await follow(municipality, provider, attempt.reference);
          } else if (Temporal.Instant.compare(attempt.begunAt.add(GIVE_UP_AFTER), clock.now()) < 0) {
            await database.transaction(municipality.code, (tx) =>
              saveAttempt(tx, vault, { ...attempt, state: 'expired' }, clock.now()),
            );
          }
        } catch (error) {
          log.warn({ err: error, attempt: attempt.id }, 'a payment page could not be looked at');
        }
      }
    },
  };
}
