import { z } from 'zod';

export const AssuranceLevel = z
  .enum(['none', 'low', 'substantial', 'high'])
  .describe(
    'none: nobody has to sign in; low: an account; substantial: identity checked; high: My Number Card with PIN',
  );
export type AssuranceLevel = z.infer<typeof AssuranceLevel>;
