import { type Context, tenantOf } from '#kernel/context.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { KeyDays, PartnerKey } from '../model/api-key.js';
import { insertPartnerKey, partnerKeys, revokePartnerKey } from '../store/partner-keys.js';
import { newToken } from '../store/sessions.js';
import { KEY_PREFIX } from './api-keys.js';

/** A procedure that a key can name. */
export interface KeyProcedure {
  id: string;
  title: LocalizedText;
  /** Section that receives it. */
  unit: string;
}
export type KeyProcedures = (context: Context) => readonly KeyProcedure[];

/** All of them are shown; a town that works with more organisations has an integration platform. */
const MOST_PARTNER_KEYS = 500;
const ACTION = 'key.manage';

/** Keys that staff make for organisations, for named procedures of their own sections. */
export function createPartnerKeyService({ access, database }: Kernel, proceduresOf: KeyProcedures) {
  const procedures = (context: Context): readonly KeyProcedure[] => {
    access.requireAnywhere(context, ACTION);
    return proceduresOf(context).filter(({ unit }) => access.can(context, ACTION, unit));
  };
  /** Who looks after one of its procedures sees a key; procedures that are offered no more concern the whole town. */
  const isSeen = (context: Context, key: PartnerKey): boolean => {
    const own = new Set(procedures(context).map(({ id }) => id));
    return access.can(context, ACTION, null) || key.procedures.some((id) => own.has(id));
  };

  return {
    procedures,

    list: (context: Context): Promise<PartnerKey[]> => {
      access.requireAnywhere(context, ACTION);
      return database.transaction(tenantOf(context), async (tx) =>
        (await partnerKeys(tx, MOST_PARTNER_KEYS)).filter((key) => isSeen(context, key)),
      );
    },

    /** Makes a key and gives it, this once. Throws invalidInput for procedures that are none of the actor's. */
    make: (
      context: Context,
      { name, procedures: wanted, days }: { name: string; procedures: readonly string[]; days: KeyDays },
    ): Promise<string> => {
      const known = new Set(procedures(context).map(({ id }) => id));
      if (wanted.length === 0 || wanted.some((id) => !known.has(id)))
        throw new AppError('invalidInput', `a key for ${wanted.join(', ') || 'no procedure'}`);
      const { actor } = context;
      invariant(actor.kind === 'staff', 'keys of organisations are made by staff');
      const now = context.clock.now();
      const id = uuidv7(now);
      const key = `${KEY_PREFIX}${newToken()}`;
      return database.transaction(tenantOf(context), async (tx) => {
        const expiresAt = now.add({ hours: 24 * days });
        await insertPartnerKey(tx, key, {
          id,
          name,
          procedures: wanted,
          madeBy: actor.id,
          createdAt: now,
          expiresAt,
        });
        await append(tx, context, {
          type: 'identity.partnerKeyMade',
          subject: `partner/${id}`,
          data: { key: id, procedures: wanted.join(' ') },
        });
        return key;
      });
    },

    revoke: (context: Context, id: string): Promise<void> => {
      access.requireAnywhere(context, ACTION);
      const { actor } = context;
      invariant(actor.kind === 'staff', 'keys of organisations are taken back by staff');
      return database.transaction(tenantOf(context), async (tx) => {
        const found = (await partnerKeys(tx, MOST_PARTNER_KEYS)).find((key) => key.id === id);
        if (!found || !isSeen(context, found)) throw notFound(`key ${id}`);
        if (!(await revokePartnerKey(tx, id, actor.id, context.clock.now()))) throw notFound(`key ${id}`);
        await append(tx, context, {
          type: 'identity.partnerKeyRevoked',
          subject: `partner/${id}`,
          data: { key: id },
        });
      });
    },
  };
}
export type PartnerKeyService = ReturnType<typeof createPartnerKeyService>;
