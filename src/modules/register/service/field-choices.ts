import type { Context } from '#kernel/context.js';
import type { Register, RegisterField } from '../definition.js';
import { createRights, type RegisterDeps } from './deps.js';

export interface Role {
  id: string;
  title: string;
}

/** What can be chosen for a field besides what its kind asks. */
export interface FieldChoices {
  /** Registers whose rows it may name. */
  targets: readonly Register[];
  seenBy: readonly Role[];
  editedBy: readonly Role[];
}

export function createFieldChoices(deps: Pick<RegisterDeps, 'kernel' | 'keptBy'>) {
  const { access } = deps.kernel;
  const rights = createRights(deps);

  /** Roles that the table lets do it; those that the field names already stay, whatever the table says now. */
  const rolesWith = (action: string, own: readonly string[] = []): Role[] =>
    access.staffRoles
      .filter((role) => own.includes(role) || access.table.roles[role]?.may.includes(action))
      .map((id) => ({ id, title: access.titleOf(id) }));

  return (context: Context, field: RegisterField | null): FieldChoices => ({
    targets: rights.seen(context).map(({ register }) => register),
    seenBy: rolesWith('register.read', field?.seenBy),
    editedBy: rolesWith('register.edit', field?.editedBy),
  });
}
