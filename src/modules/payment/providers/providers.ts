import { today } from '#kernel/clock.js';
import { BadSettings } from '#kernel/config.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import type { ProviderName } from '../model.js';
import type { PaymentProvider } from '../provider.js';
import type { Providers } from '../service/deps.js';
import { createSandbox } from './sandbox.js';
import { createStripe } from './stripe.js';

/** The providers of every municipality, as the settings say. Throws BadSettings for a municipality that is not here. */
export function createProviders(kernel: Kernel): Providers {
  const { clock, config, municipalities } = kernel;
  const { stripe } = config.payment;
  const slugs = new Set(municipalities.all.map(({ slug }) => slug));
  const unknown = [...stripe.bySlug.keys()].filter((slug) => !slugs.has(slug));
  if (unknown.length > 0) {
    const names = unknown.map((slug) => slug.replaceAll('-', '_').toUpperCase()).join(', ');
    throw new BadSettings([`STRIPE_SECRET_KEY_…: no municipality is called ${names}`]);
  }
  // Of an account for all, what does not say whose it is goes to the first: somebody must be told of it.
  const [firstShared] = municipalities.all.filter(({ slug }) => !stripe.bySlug.has(slug));

  function setUp(municipality: Municipality): PaymentProvider[] {
    const { code, slug } = municipality;
    const own = stripe.bySlug.get(slug);
    const account = own ?? stripe.forAll;
    const isForeign = (tenant: string | undefined) =>
      tenant === undefined ? own === undefined && code !== firstShared?.code : tenant !== code;
    return [
      ...(account ? [createStripe({ account, tenant: code, isForeign, today: () => today(clock) })] : []),
      ...(config.demo ? [createSandbox(kernel, municipality)] : []),
    ];
  }

  const made = new Map<string, readonly PaymentProvider[]>();
  const all = (municipality: Municipality): readonly PaymentProvider[] => {
    let providers = made.get(municipality.code);
    if (!providers) {
      providers = setUp(municipality);
      made.set(municipality.code, providers);
    }
    return providers;
  };
  return {
    all,
    chosen: (municipality) => all(municipality)[0] ?? null,
    named: (municipality: Municipality, name: ProviderName) =>
      all(municipality).find((provider) => provider.name === name) ?? null,
  };
}
