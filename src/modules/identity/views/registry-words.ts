import type { PageContext } from '#ui/page.js';
import type { StaffGrant } from '../model/staff.js';

/** Names of roles and units, and what may be chosen. */
export interface RegistryWords {
  roles: readonly { value: string; label: string }[];
  /** `isOver`: closed, so that nobody gets a role in it any more. */
  units: readonly { value: string; label: string; isOver: boolean }[];
}

export const labelOf = (choices: RegistryWords['roles'], value: string): string =>
  choices.find((choice) => choice.value === value)?.label ?? value;

export const unitOf = (page: PageContext, words: RegistryWords, { unit }: StaffGrant): string =>
  unit === null ? page.t('staff.people.wholeTown') : labelOf(words.units, unit);

export const grantText = (page: PageContext, words: RegistryWords, grant: StaffGrant): string =>
  `${labelOf(words.roles, grant.role)}（${unitOf(page, words, grant)}）`;

/** Fault of a field → finished words. */
export type FieldWords = Record<string, string>;
export const summary = (errors: FieldWords) => Object.entries(errors).map(([id, text]) => ({ id, text }));
