import { z } from 'zod';
import type { FormBody } from '#kernel/http/route.js';
import { parseYen } from '#kernel/values/yen.js';
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

/** What was typed, and what is wrong with it. */
export const typed = (body: FormBody, errors: Record<string, string>): Typed => ({
  values: Object.fromEntries(Object.keys(body).map((name) => [name, textOf(body, name)])),
  errors,
});
