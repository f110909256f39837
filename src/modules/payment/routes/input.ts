import { z } from 'zod';
import type { FormBody } from '#kernel/http/route.js';
import { parseYen } from '#kernel/values/yen.js';
import type { Place } from '../store/payments.js';
import type { Typed } from '../typed.js';

export const PaymentParams = z.object({ payment: z.uuid() });
export const BookParams = z.object({ book: z.uuid() });
export const RefundParams = z.object({ refund: z.uuid() });
export const DifferenceParams = z.object({ difference: z.uuid() });
export const SandboxParams = z.object({ session: z.string().regex(/^pay_[0-9a-f]{24}$/) });

/** First value of a name, '' when it was not sent. */
export const textOf = (body: FormBody, name: string): string => {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  return (Array.isArray(value) ? value[0] : value) ?? '';
};

/** The amount that was typed; null for what is none. */
export const yenOf = (body: FormBody, name: string): number | null => {
  const parsed = parseYen(textOf(body, name));
  return parsed.ok ? parsed.value : null;
};

const PLACE = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z)_([0-9a-f-]{36})$/;

/** A place in a list as a link states it; undefined for anything else: the list then begins anew. */
export function placeOf(text: string | undefined): Place | undefined {
  const [, at, id] = PLACE.exec(text ?? '') ?? [];
  if (at === undefined || !z.uuid().safeParse(id).success || id === undefined) return undefined;
  try {
    return { at: Temporal.Instant.from(at), id };
  } catch {
    return undefined;
  }
}

export const placeText = ({ at, id }: Place): string => `${at}_${id}`;

/** What was typed, and what is wrong with it. */
export const typed = (body: FormBody, errors: Record<string, string>): Typed => ({
  values: Object.fromEntries(Object.keys(body).map((name) => [name, textOf(body, name)])),
  errors,
});
