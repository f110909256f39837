import { type Context, tenantOf } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import type { ProviderName } from '../model.js';
import { BadSignature } from '../provider.js';
import {
  emptyEvents,
  eventApplied,
  eventFailed,
  type KeptEvent,
  keepEvent,
  openEvents,
} from '../store/events.js';
import type { PaymentDeps } from './deps.js';
import type { FollowService } from './follow.js';
import type { RefundService } from './refunds.js';

const AT_ONCE = 100;
const KEPT_FOR = Temporal.Duration.from({ hours: 90 * 24 });

/** What providers tell: kept first, in a transaction of its own, and acted on afterwards, as often as it needs. */
export function createInboxService(
  { kernel, providers }: PaymentDeps,
  follow: FollowService,
  refunds: Pick<RefundService, 'follow'>,
) {
  const { clock, database, log, municipalities, vault } = kernel;

  async function act(tenant: string, event: KeptEvent): Promise<void> {
    const municipality = municipalities.all.find(({ code }) => code === tenant);
    const provider = municipality && providers.named(municipality, event.provider);
    try {
      if (!provider) throw new Error(`the provider ${event.provider} is not set up`);
      if (event.concerns === 'attempt') await follow.follow(municipality, provider, event.reference);
      if (event.concerns === 'refund') await refunds.follow(municipality, provider, event.reference);
      await database.transaction(tenant, (tx) => eventApplied(tx, event, clock.now()));
    } catch (error) {
      log.warn({ err: error, tenant, event: event.eventId }, 'a payment notice could not be acted on yet');
      await database.transaction(tenant, (tx) => eventFailed(tx, event, String((error as Error).message)));
    }
  }

  return {
    /**
     * Takes a notice in. When this returns it is kept, whatever becomes of it. Throws notFound for a provider that
     * this municipality does not have, invalidInput for a notice that is not signed.
     */
    receive: async (
      context: Context,
      name: ProviderName,
      body: string,
      header: (name: string) => string | undefined,
    ): Promise<void> => {
      const provider = providers.named(context.municipality, name);
      if (!provider) throw notFound(`payment provider ${name}`);
      const notice = await provider.notice(body, header).catch((cause: unknown) => {
        if (cause instanceof BadSignature)
          throw new AppError('invalidInput', 'a payment notice is not signed', { cause });
        throw cause;
      });
      // An account may serve several municipalities: its notices come to one address and say whose they are.
      const tenant = notice.tenant ?? tenantOf(context);
      if (!municipalities.all.some(({ code }) => code === tenant)) return;
      const isNew = await database.transaction(tenant, (tx) =>
        keepEvent(tx, vault, name, notice, body, clock.now()),
      );
      const { eventId, concerns, reference } = notice;
      if (isNew && reference !== null && concerns !== 'nothing')
        await act(tenant, { provider: name, eventId, concerns, reference });
    },

    /** Notices may say who paid: their texts are needed for as long as something is asked about them. */
    empty: (context: Context): Promise<void> =>
      database.transaction(tenantOf(context), (tx) =>
        emptyEvents(tx, context.clock.now().subtract(KEPT_FOR)),
      ),

    /** What is kept and was not acted on: after a crash, or when the provider did not answer. */
    catchUp: async (context: Context): Promise<void> => {
      const tenant = tenantOf(context);
      const open = await database.transaction(tenant, (tx) => openEvents(tx, AT_ONCE));
      for (const event of open) await act(tenant, event);
    },
  };
}
export type InboxService = ReturnType<typeof createInboxService>;
