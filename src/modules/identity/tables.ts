import type { HandedOver } from './model/hand-over.js';
import type { Assurance, PersonKind } from './model/person.js';
import type { Audience } from './model/session.js';

export interface IdentityTables {
  identity_person: {
    tenant: string;
    id: string;
    issuer: string;
    subject: string;
    kind: PersonKind;
    details: Uint8Array;
    assurance: Assurance;
    created_at: Temporal.Instant;
    last_sign_in_at: Temporal.Instant;
  };
  identity_staff: {
    tenant: string;
    id: string;
    issuer: string;
    subject: string;
    name: string;
    active: boolean;
    registered_at: Temporal.Instant;
    registered_by: string;
  };
  identity_grant: {
    tenant: string;
    id: string;
    staff: string;
    role: string;
    unit: string | null;
    from_date: Temporal.PlainDate;
    to_date: Temporal.PlainDate | null;
    granted_at: Temporal.Instant;
    granted_by: string;
    revoked_at: Temporal.Instant | null;
    revoked_by: string | null;
  };
  identity_session: {
    tenant: string;
    token_hash: Uint8Array;
    person: string | null;
    staff: string | null;
    created_at: Temporal.Instant;
    last_seen_at: Temporal.Instant;
    expires_at: Temporal.Instant;
    handed_over: HandedOver | null;
  };
  identity_api_key: {
    tenant: string;
    id: string;
    key_hash: Uint8Array;
    person: string;
    label: Uint8Array;
    assurance: 'low' | 'substantial';
    created_at: Temporal.Instant;
    expires_at: Temporal.Instant;
    last_used_on: Temporal.PlainDate | null;
    revoked_at: Temporal.Instant | null;
  };
  identity_partner_key: {
    tenant: string;
    id: string;
    key_hash: Uint8Array;
    name: string;
    procedures: unknown;
    made_by: string;
    created_at: Temporal.Instant;
    expires_at: Temporal.Instant;
    last_used_on: Temporal.PlainDate | null;
    revoked_at: Temporal.Instant | null;
    revoked_by: string | null;
  };
  identity_held_form: {
    tenant: string;
    id: string;
    browser_hash: Uint8Array;
    holder: string;
    content: Uint8Array;
    expires_at: Temporal.Instant;
  };
  identity_sign_in: {
    tenant: string;
    state: string;
    browser_hash: Uint8Array;
    audience: Audience;
    code_verifier: string;
    nonce: string;
    back: string | null;
    expires_at: Temporal.Instant;
  };
}
