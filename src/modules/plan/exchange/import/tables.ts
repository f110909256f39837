export interface ImportTables {
  plan_import: {
    tenant: string;
    id: string;
    plan: string;
    file_name: string;
    file_hash: Uint8Array;
    documents: unknown;
    bases: unknown;
    notices: unknown;
    created_at: Temporal.Instant;
    created_by: string;
    applied_at: Temporal.Instant | null;
    applied_by: string | null;
  };
}
