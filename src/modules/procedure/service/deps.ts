import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { Kernel } from '#kernel/kernel.js';
import type { DecisionApi } from '#modules/decision/api.js';
import type { PaymentApi } from '#modules/payment/api.js';
import type { PlaceApi } from '#modules/place/api.js';
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

/** An indicator of the municipality's plan to which applications count, as its page calls it. */
export interface CountedBy {
  measure: { number: string; label: string; title: string };
  indicator: { id: string; name: string };
}

/** What the figures of a procedure are counted for elsewhere: asked for entries of these types and attributes. */
export type CountedFor = (
  context: Context,
  written: { types: readonly string[]; attributes: Readonly<Record<string, string>> },
) => Promise<readonly CountedBy[]>;

export interface ProcedureDeps {
  kernel: Kernel;
  identity: ProcedureNeeds;
  payments: PaymentApi;
  decision: DecisionApi;
  places: Pick<PlaceApi, 'townsOf' | 'codeOf'>;
  definitions: Definitions;
  countedFor: CountedFor;
}
