import { randomUUID } from 'node:crypto';

let latest = { asked: -1, milliseconds: -1, made: 0 };

/**
 * UUID version 7 (RFC 9562, section 5.7): sorts by the millisecond in which it was made, and within one by the order
 * in which this process made them (section 6.2, method 1: twelve bits count; when they are used up, the time in the
 * identifier goes on ahead of the clock, as the same section allows).
 */
export function uuidv7(at: Temporal.Instant): string {
  const asked = at.epochMilliseconds;
  if (asked !== latest.asked) latest = { asked, milliseconds: asked, made: 0 };
  else if (latest.made < 0xfff) latest.made += 1;
  else latest = { asked, milliseconds: latest.milliseconds + 1, made: 0 };
  const time = latest.milliseconds.toString(16).padStart(12, '0');
  const count = latest.made.toString(16).padStart(3, '0');
  // The last two groups of a version 4 are the variant and 62 random bits, as here; Node draws them many at a time.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}${randomUUID().slice(18)}`;
}
