import { actorRef, type Context } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import type { Kernel } from '#kernel/kernel.js';
import type { IdentityApi } from '#modules/identity/api.js';
import type { PaymentApi } from '#modules/payment/api.js';
import type { PlaceApi } from '#modules/place/api.js';
import type { RegisterField } from '../definition.js';
import { isSealed } from '../definition-problems.js';
import { type KeptRegister, registerSubject } from '../model.js';
import type { RelatedSource } from '../related.js';
import type { Following } from './following.js';

export interface RegisterDeps {
  kernel: Kernel;
  identity: Pick<IdentityApi, 'staffNames' | 'handOver' | 'newTakeBackCode'>;
  payment: Pick<PaymentApi, 'request' | 'cancel' | 'paymentFor'>;
  places: Pick<PlaceApi, 'townsOf' | 'findTowns'>;
  following: Following;
  /** Registers of the municipality as they are now. */
  keptBy(context: Context): readonly KeptRegister[];
  /** Kinds of things in other modules that are about rows. */
  related(): readonly RelatedSource[];
}

/** Who sees and does what: for whole registers and for fields of them. */
export function createRights({ kernel: { access }, keptBy }: Pick<RegisterDeps, 'kernel' | 'keptBy'>) {
  const isSeen = (context: Context, { register, unit }: KeptRegister): boolean =>
    access.can(context, 'register.readClosed', unit) ||
    (register.staff === 'everyone' && access.canAnywhere(context, 'register.read'));

  /** One of the roles, held where it reaches the register: in another section it gives nothing here. */
  const holdsOne = (
    context: Context,
    { unit }: KeptRegister,
    roles: readonly string[] | undefined,
  ): boolean => {
    const { actor } = context;
    if (roles === undefined || actor.kind === 'system') return true;
    if (actor.kind !== 'staff') return false;
    const grants = actor.grants.filter(({ role }) => roles.includes(role));
    return access.can({ ...context, actor: { ...actor, grants } }, 'register.read', unit);
  };

  const mayEdit = (context: Context, { unit }: KeptRegister): boolean =>
    access.can(context, 'register.edit', unit);
  const sees = (context: Context, kept: KeptRegister, field: RegisterField): boolean =>
    holdsOne(context, kept, field.seenBy) &&
    (!isSealed(field) || access.can(context, 'register.readClosed', kept.unit));

  function keptAs(context: Context, id: string): KeptRegister {
    const kept = keptBy(context).find(({ register }) => register.id === id);
    if (!kept || !isSeen(context, kept)) throw notFound(registerSubject(id));
    return kept;
  }

  return {
    /** Registers that staff may see. */
    seen: (context: Context): KeptRegister[] => keptBy(context).filter((kept) => isSeen(context, kept)),
    /** Registers with public pages. */
    published: (context: Context): KeptRegister[] =>
      keptBy(context).filter(({ register }) => register.notPublic === undefined),
    keptAs,
    keptAsPublic(context: Context, id: string): KeptRegister {
      const kept = keptBy(context).find(({ register }) => register.id === id);
      if (!kept || kept.register.notPublic !== undefined) throw notFound(registerSubject(id));
      return kept;
    },
    mayEdit,
    mayImport: (context: Context, { unit }: KeptRegister): boolean =>
      access.can(context, 'register.import', unit),
    /** For work on a register: seen, and of a section in which the action is allowed. */
    keptFor(context: Context, id: string, action: `register.${'edit' | 'import' | 'define'}`): KeptRegister {
      const kept = keptAs(context, id);
      access.require(context, action, kept.unit);
      return kept;
    },
    sees,
    changes: (context: Context, kept: KeptRegister, field: RegisterField): boolean =>
      mayEdit(context, kept) && sees(context, kept, field) && holdsOne(context, kept, field.editedBy),
  };
}

export const who = ({ actor }: Context): string => actorRef(actor);

export const unitName = ({ municipality }: Context, unit: string): string =>
  municipality.units.find(({ id }) => id === unit)?.name ?? unit;
