import { z } from 'zod';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { readDay } from '../terms.js';

export const text = z.string().max(300).trim().default('');
export const UnitParams = z.object({ unit: z.string().max(60) });
export const DateQuery = z.object({ date: z.string().max(20).optional() });

/** The day that is asked for; today when none is, or what is asked is no day. */
export const dayOf = (context: Context, { date }: { date?: string | undefined }): Temporal.PlainDate =>
  (date === undefined ? null : readDay(date)) ?? today(context.clock);

export const inWords = (t: Translator, faults: Partial<Record<string, MessageKey>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(faults).flatMap(([field, key]) => (key === undefined ? [] : [[field, t(key)]])),
  );
