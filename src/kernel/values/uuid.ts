import { randomBytes } from 'node:crypto';

let latest = { milliseconds: -1, made: 0 };

/**
 * UUID version 7 (RFC 9562, section 5.7): sorts by the millisecond in which it was made, and within one by the order
 * in which this process made them (section 6.2, method 1: twelve bits count).
 */
export function uuidv7(at: Temporal.Instant): string {
  const milliseconds = at.epochMilliseconds;
  latest = { milliseconds, made: milliseconds === latest.milliseconds ? (latest.made + 1) & 0xfff : 0 };
  const bytes = randomBytes(16);
  bytes.writeUIntBE(milliseconds, 0, 6);
  bytes.writeUInt16BE(0x7000 | latest.made, 6);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
