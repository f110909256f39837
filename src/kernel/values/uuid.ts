import { randomUUID } from 'node:crypto';

let latest = { milliseconds: -1, made: 0 };

/**
 * UUID version 7 (RFC 9562, section 5.7): sorts by the millisecond in which it was made, and within one by the order
 * in which this process made them (section 6.2, method 1: twelve bits count).
 */
export function uuidv7(at: Temporal.Instant): string {
  const milliseconds = at.epochMilliseconds;
  latest = { milliseconds, made: milliseconds === latest.milliseconds ? (latest.made + 1) & 0xfff : 0 };
  const time = milliseconds.toString(16).padStart(12, '0');
  const count = latest.made.toString(16).padStart(3, '0');
  // The last two groups of a version 4 are the variant and 62 random bits, as here; Node draws them many at a time.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}${randomUUID().slice(18)}`;
}
