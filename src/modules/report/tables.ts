import type { Generated } from 'kysely';
import type { Locale } from '#kernel/i18n/locales.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import type { Channel, EventKind, PhotoStage, State } from './model.js';

export interface ReportTables {
  report: {
    tenant: string;
    id: string;
    number: ReferenceNumber;
    kind: string;
    state: State;
    unit: string;
    area: string | null;
    channel: Channel;
    lat: number | null;
    lon: number | null;
    content: Uint8Array;
    public_words: string | null;
    public_place: string | null;
    released_at: Temporal.Instant | null;
    crew: string | null;
    owner: string | null;
    passed_to: string | null;
    owner_state: State | null;
    passed_from: string | null;
    origin: string | null;
    to_send: Generated<boolean>;
    liability: Generated<boolean>;
    reason: string | null;
    same_as: ReferenceNumber | null;
    locale: Locale;
    sender: string;
    address: Uint8Array;
    intake_key: string;
    received_at: Temporal.Instant;
    looked_at: Temporal.Instant | null;
    closed_at: Temporal.Instant | null;
    updated_at: Temporal.Instant;
    erased_at: Temporal.Instant | null;
    reopenings: Generated<number>;
    followers: Generated<number>;
    revision: Generated<number>;
  };
  report_photo: {
    tenant: string;
    id: string;
    report_id: string;
    stage: PhotoStage;
    released: string | null;
    boxes: unknown;
    at: Temporal.Instant;
  };
  report_event: {
    tenant: string;
    report_id: string;
    line: number;
    kind: EventKind;
    state: State | null;
    at: Temporal.Instant;
    by: string;
    reply: Uint8Array | null;
  };
  report_follower: {
    tenant: string;
    link: Uint8Array;
    report_id: string;
    contact: Uint8Array | null;
    is_reporter: boolean;
    since: Temporal.Instant;
    mail_secret: Uint8Array | null;
    locale: Locale | null;
    told_line: Generated<number>;
    mail_due_at: Temporal.Instant | null;
    mail_tries: Generated<number>;
  };
}
