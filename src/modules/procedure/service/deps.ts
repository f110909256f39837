import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { Kernel } from '#kernel/kernel.js';
import type { DecisionApi } from '#modules/decision/api.js';
import type { PaymentApi } from '#modules/payment/api.js';
import type { PlaceApi } from '#modules/place/api.js';
import type { CountedFor } from '#modules/plan/api.js';
import type { Definitions } from './definitions.js';

/** What the identity knows of the signed-in person. */
export interface KnownPerson {
  name: string;
  reading: string | null;
  birthDate: Temporal.PlainDate | null;
  address: string | null;
  email: string | null;
}

/** What this module needs of the identity module. */
export interface ProcedureNeeds {
  personOf(tx: Tx, context: Context): Promise<KnownPerson | null>;
  staffNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Who may do this in one of the units (null: in any). */
  staffWho(
    tx: Tx,
    context: Context,
    action: string,
    units: readonly string[] | null,
    limit: number,
  ): Promise<{ id: string; name: string }[]>;
}

export interface ProcedureDeps {
  kernel: Kernel;
  identity: ProcedureNeeds;
  payments: PaymentApi;
  decision: DecisionApi;
  places: Pick<PlaceApi, 'townsOf' | 'codeOf'>;
  definitions: Definitions;
  countedFor: CountedFor;
}
