import type { Generated } from 'kysely';
import type { EntryData } from './entry.js';

export interface JournalTables {
  journal_head: { tenant: string; position: Generated<number> };
  journal_entry: {
    tenant: string;
    position: number;
    id: string;
    type: string;
    subject: string;
    at: Temporal.Instant;
    actor: string;
    purpose: string | null;
    data: EntryData;
    digest: Uint8Array;
  };
  journal_block: {
    tenant: string;
    number: number;
    first_position: number;
    last_position: number;
    merkle_root: Uint8Array;
    previous_hash: Uint8Array;
    hash: Uint8Array;
    sealed_at: Temporal.Instant;
  };
  journal_subscription: {
    tenant: string;
    subscriber: string;
    position: Generated<number>;
    failures: Generated<number>;
    last_error: string | null;
  };
}
