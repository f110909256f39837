import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { AbsenceReason, PostingKind } from '../model.js';
import type { PostingField } from '../terms.js';

export const KIND_WORDS = {
  regular: 'organization.kind.regular',
  concurrent: 'organization.kind.concurrent',
  acting: 'organization.kind.acting',
} as const satisfies Record<PostingKind, MessageKey>;

export const REASON_WORDS = {
  leave: 'organization.reason.leave',
  trip: 'organization.reason.trip',
  training: 'organization.reason.training',
  other: 'organization.reason.other',
} as const satisfies Record<AbsenceReason, MessageKey>;

export const FIELD_WORDS = {
  staff: 'organization.field.staff',
  unit: 'organization.field.unit',
  post: 'organization.field.post',
  kind: 'organization.field.kind',
  from: 'organization.field.from',
  to: 'organization.field.to',
} as const satisfies Record<PostingField, MessageKey>;

export const errorList = (errors: Readonly<Record<string, string>>) =>
  Object.entries(errors).map(([id, text]) => ({ id, text }));
