import type { FormBody } from '#kernel/http/route.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Harvest } from './harvest.js';
import { text } from './typed-about.js';

export type TypedHarvest = Pick<Harvest, 'title' | 'prefix' | 'address' | 'unit'>;
export type HarvestFaults = Partial<Record<keyof TypedHarvest, Extract<MessageKey, `harvest.${string}`>>>;

const PREFIX = /^[a-z][a-z0-9-]{1,19}$/;
const MOST_TITLE = 100;
const MOST_ADDRESS = 300;

/** An address as it is copied out of a browser or a manual: without the interface and what comes after it. */
export const typedHarvest = (body: FormBody): TypedHarvest => ({
  title: text(body, 'title'),
  prefix: text(body, 'prefix'),
  address: text(body, 'address')
    .replace(/[?#].*$/, '')
    .replace(/\/api(\/.*)?$/, '')
    .replace(/\/+$/, ''),
  unit: text(body, 'unit'),
});

function addressFault(address: string): HarvestFaults['address'] {
  if (address.length > MOST_ADDRESS) return 'harvest.addressLong';
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return 'harvest.addressBad';
  return url.username || url.password ? 'harvest.addressSecret' : undefined;
}

export const harvestFaults = (
  { title, prefix, address, unit }: TypedHarvest,
  units: readonly string[],
): HarvestFaults => {
  const wrongAddress = addressFault(address);
  return {
    ...((title === '' || title.length > MOST_TITLE) && { title: 'harvest.whoseMissing' }),
    ...(wrongAddress && { address: wrongAddress }),
    ...(!PREFIX.test(prefix) && { prefix: 'harvest.prefixBad' }),
    ...(!units.includes(unit) && { unit: 'harvest.unitMissing' }),
  };
};
