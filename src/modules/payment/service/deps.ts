import type { Context } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import type { DecisionApi } from '#modules/decision/api.js';
import type { IdentityApi } from '#modules/identity/api.js';
import type { ProviderName } from '../model.js';
import type { PaymentProvider } from '../provider.js';

/** Who takes money online for which municipality. */
export interface Providers {
  /** Through whom new payments go; null where nothing can be paid online. */
  chosen(municipality: Municipality): PaymentProvider | null;
  /** The one of this name, for payments that were begun with it; null when it is not set up any more. */
  named(municipality: Municipality, name: ProviderName): PaymentProvider | null;
  all(municipality: Municipality): readonly PaymentProvider[];
}

export interface PaymentDeps {
  kernel: Kernel;
  identity: Pick<IdentityApi, 'staffNames'>;
  /** Whether the town's table asks for a decision on refunds, and the door to it. */
  decision: Pick<DecisionApi, 'isRequired' | 'putUp' | 'lastAbout'>;
  providers: Providers;
}

/** Name of the section as screens and receipts show it. */
export const unitName = ({ municipality }: Context, unit: string): string =>
  municipality.units.find(({ id }) => id === unit)?.name ?? unit;
