import type { NoticeKind } from './model.js';

export interface NoticeTables {
  notice_item: {
    tenant: string;
    recipient: string;
    entry: number;
    kind: NoticeKind;
    subject: string;
    data: object;
    at: Temporal.Instant;
    read_at: Temporal.Instant | null;
  };
}
