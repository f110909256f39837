import { type Context, staffIdOf } from '#kernel/context.js';
import { invariant } from '#kernel/errors.js';
import type { Kernel } from '#kernel/kernel.js';
import type { DecisionApi } from '#modules/decision/api.js';
import type { IdentityApi } from '#modules/identity/api.js';
import type { OrganizationApi } from '#modules/organization/api.js';
import type { PaymentApi } from '#modules/payment/api.js';
import type { ProcedureApi } from '#modules/procedure/api.js';
import type { Rules } from '../catalog.js';
import type { Door } from '../store/door.js';

/** What this module needs of others. */
export interface RecordsNeeds {
  identity: Pick<IdentityApi, 'staffNames' | 'staffWho' | 'isStaffed'>;
  decision: DecisionApi;
  organization: Pick<OrganizationApi, 'organizationOn'>;
  procedure: Pick<ProcedureApi, 'caseNumbered'>;
  payment: Pick<PaymentApi, 'request' | 'paymentFor'>;
}

export interface RecordsDeps extends RecordsNeeds {
  kernel: Kernel;
  /** The rules of the municipality; read at the start. */
  rulesOf(context: Context): Rules;
}

export const staffId = ({ actor }: Context): string => {
  invariant(actor.kind === 'staff', 'this is the work of staff');
  return actor.id;
};

/** The id of a member of staff, as acts name them; nothing for anybody else. */
export const staffOf = (actor: string | null): string[] => {
  const id = staffIdOf(actor);
  return id === null ? [] : [id];
};

/** What of the register somebody may see. */
export const doorOf = ({ access }: Pick<Kernel, 'access'>, context: Context): Door => ({
  open: access.unitsFor(context, 'records.read'),
  secret: access.unitsFor(context, 'records.readSecret'),
  topSecret: access.unitsFor(context, 'records.readTopSecret'),
  me: context.actor.kind === 'staff' ? context.actor.id : null,
});

export const unitName = ({ municipality }: Context, unit: string): string =>
  municipality.units.find(({ id }) => id === unit)?.name ?? unit;
