import { z } from 'zod';
import { fieldShape } from '../base.js';

/** An account into which money is paid (振込先口座). */
export const BankAccountField = z.strictObject({ ...fieldShape, kind: z.literal('bankAccount') });
export type BankAccountField = z.infer<typeof BankAccountField>;
