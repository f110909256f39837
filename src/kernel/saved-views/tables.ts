/** Columns of the kernel's table of kept views (migrations/0003_saved_views.sql). */
export interface SavedViewTables {
  saved_view: {
    tenant: string;
    id: string;
    list: string;
    owner: string;
    title: string;
    query: string;
    saved_at: Temporal.Instant;
  };
}
