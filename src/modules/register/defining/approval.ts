import type { Register } from '../definition.js';
import { isSealed } from '../definition-problems.js';
import { ancestorIn, type Draft } from './draft.js';

export const DRAFT_STATES = ['draft', 'inApproval', 'approved', 'scheduled'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

export type DraftAction = 'edit' | 'ask' | 'pullBack' | 'approve' | 'sendBack' | 'use' | 'discard';

/** What may happen next. A draft that nobody else has to look at is used as it stands. */
const NEXT = {
  draft: ['edit', 'ask', 'use', 'discard'],
  inApproval: ['pullBack', 'approve', 'sendBack'],
  approved: ['pullBack', 'use'],
  scheduled: ['pullBack', 'use'],
} as const satisfies Record<DraftState, readonly DraftAction[]>;

export const mayHappen = (state: DraftState, action: DraftAction): boolean =>
  (NEXT[state] as readonly DraftAction[]).includes(action);

/** Somebody else than those who wrote it (内部統制: nobody approves their own work). */
export const mayApprove = (draft: Pick<Draft, 'editors' | 'askedBy'>, staff: string): boolean =>
  !draft.editors.includes(staff) && draft.askedBy !== staff;

/** Who has to look at a draft before it is used: a colleague here, or whom the town's table names; null: nobody. */
export type Check = 'decision' | 'colleague' | null;

/** Why a colleague has to look: data on persons, now or until now; something that everybody sees from now on. */
export function delicacyOf(document: Register, base: Register | null): 'personal' | 'published' | null {
  if ([...document.fields, ...(base?.fields ?? [])].some(isSealed)) return 'personal';
  return opens(document, base) ? 'published' : null;
}

const isOpen = (one: { notPublic?: string | undefined } | null | undefined): boolean =>
  !!one && one.notPublic === undefined;

/** What is public from the next version on and was not until now, or was not there: the register, its places, a field. */
function opens(document: Register, base: Register | null): boolean {
  if (!isOpen(document)) return false;
  if (!base || !isOpen(base)) return true;
  return (
    (isOpen(document.place) && !isOpen(base.place)) ||
    document.fields.some((field) => isOpen(field) && !isOpen(ancestorIn(base, field)))
  );
}
