import type { ScanState } from './scan.js';

export interface PaperTables {
  procedure_paper_layout: {
    tenant: string;
    procedure: string;
    version: string;
    digest: string;
    positions: object;
    made_at: Temporal.Instant;
  };
  procedure_sheet: {
    tenant: string;
    id: string;
    procedure: string;
    version: string;
    person: string;
    content: Uint8Array;
    made_at: Temporal.Instant;
    draft: string | null;
  };
  procedure_scan_batch: {
    tenant: string;
    id: string;
    scanned_by: string;
    scanned_at: Temporal.Instant;
    pages: object;
  };
  procedure_scan: {
    tenant: string;
    id: string;
    sheet: string;
    procedure: string;
    version: string;
    unit: string;
    state: ScanState;
    content: Uint8Array;
    file: string | null;
    case_id: string | null;
    scanned_by: string;
    scanned_at: Temporal.Instant;
    closed_at: Temporal.Instant | null;
  };
  procedure_scan_page: { tenant: string; scan_id: string; page: number; image: Uint8Array };
}
