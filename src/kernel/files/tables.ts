/** Columns of the kernel's table of files (migrations/0002_files.sql). */
export interface FileTables {
  file: {
    tenant: string;
    id: string;
    holder: string;
    name: Uint8Array;
    media_type: string;
    size: number;
    content: Uint8Array;
    content_hash: Uint8Array;
    original: Uint8Array | null;
    original_until: Temporal.Instant | null;
    position: Uint8Array | null;
    received_at: Temporal.Instant;
  };
}
