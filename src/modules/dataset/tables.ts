import type { Generated } from 'kysely';
import type { DashboardContent, DashboardState } from './dashboard.js';
import type { HarvestReport, HarvestState } from './harvest.js';
import type { About, DatasetState, Part, RequestState, Source } from './model.js';

export interface DatasetTables {
  dataset_dataset: {
    tenant: string;
    id: string;
    name: string;
    state: DatasetState;
    unit: string;
    source: Source;
    about: About;
    parts: Generated<readonly Part[]>;
    file_version: Generated<number>;
    revision: number;
    created_at: Temporal.Instant;
    updated_at: Temporal.Instant;
    published_at: Temporal.Instant | null;
    content_at: Temporal.Instant | null;
    discarded_at: Temporal.Instant | null;
    withdrawn_at: Temporal.Instant | null;
  };
  dataset_version: {
    tenant: string;
    dataset: string;
    version: number;
    part: Generated<string>;
    file: string;
    name: string;
    media_type: string;
    format: string;
    size: number;
    rows: number | null;
    digest: Uint8Array;
    by: string;
    at: Temporal.Instant;
  };
  dataset_release: { tenant: string; dataset: string; version: number; at: Temporal.Instant };
  dataset_recall: {
    tenant: string;
    dataset: string;
    version: number;
    by: string;
    reason: string;
    at: Temporal.Instant;
  };
  dataset_revision: { tenant: string; revision: number };
  dataset_download: {
    tenant: string;
    dataset: string;
    resource: string;
    day: Temporal.PlainDate;
    count: number;
  };
  dataset_request: {
    tenant: string;
    id: string;
    state: RequestState;
    words: Uint8Array;
    answer: string | null;
    by: string | null;
    at: Temporal.Instant;
    decided_at: Temporal.Instant | null;
  };
  dataset_dashboard: {
    tenant: string;
    id: string;
    name: string;
    state: DashboardState;
    unit: string;
    content: DashboardContent;
    revision: number;
    created_at: Temporal.Instant;
    updated_at: Temporal.Instant;
    published_at: Temporal.Instant | null;
    asked_by: string | null;
    reason: string | null;
    discarded_at: Temporal.Instant | null;
  };
  dataset_dashboard_use: { tenant: string; dashboard: string; day: Temporal.PlainDate; count: number };
  dataset_harvest: {
    tenant: string;
    id: string;
    title: string;
    prefix: string;
    address: string;
    place: string;
    unit: string;
    state: HarvestState;
    revision: number;
    report: HarvestReport | null;
    wanted_at: Temporal.Instant | null;
    read_at: Temporal.Instant | null;
    created_at: Temporal.Instant;
  };
  dataset_reminder: {
    tenant: string;
    dataset: string;
    due_on: Temporal.PlainDate;
    at: Temporal.Instant;
  };
}
