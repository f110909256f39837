import type { Context } from '#kernel/context.js';
import { type Locale, localize } from '#kernel/i18n/locales.js';
import type { IconName } from '#ui/components/icon.js';
import type { Counters } from './service/counters.js';

/** What other modules may ask of the guided counter. */
export interface CounterApi {
  /** Events in life for which there are questions here, in the order of the municipality. */
  guides(context: Context, locale: Locale): { id: string; title: string; icon: IconName }[];
}

export const createCounterApi = (counters: Counters): CounterApi => ({
  guides: (context, locale) =>
    [...(counters.find(context)?.guides.values() ?? [])].map(({ guide }) => ({
      id: guide.id,
      title: localize(guide.title, locale),
      icon: guide.icon,
    })),
});
