import { type Context, staffIdOf, tenantOf } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import { deleteView, type SavedView, saveView, viewsOf } from '#kernel/saved-views/saved-views.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { type KeptRegister, registerSubject } from '../model.js';
import { createRights, type RegisterDeps, who } from './deps.js';

export type KeptView = SavedView & { mayDelete: boolean };

/** Lists of a register as somebody, or the section that keeps it, wants to see them again. */
export function createViews(deps: RegisterDeps) {
  const { database } = deps.kernel;
  const rights = createRights(deps);

  const unitOwner = ({ unit }: KeptRegister): string => `unit/${unit}`;

  /** Whose views somebody may take away: their own, and those of a section in which they work. */
  const owned = (context: Context, kept: KeptRegister): string[] => [
    who(context),
    ...(rights.mayEdit(context, kept) ? [unitOwner(kept)] : []),
  ];

  return {
    list: (context: Context, register: string): Promise<KeptView[]> => {
      const kept = rights.keptAs(context, register);
      const mine = owned(context, kept);
      return database.transaction(tenantOf(context), async (tx) => {
        const views = await viewsOf(tx, registerSubject(register), [who(context), unitOwner(kept)]);
        return views.map((view) => ({ ...view, mayDelete: mine.includes(view.owner) }));
      });
    },

    /** False when the owner has as many as they can have. */
    save: (
      context: Context,
      register: string,
      { title, query, isOfUnit }: { title: string; query: string; isOfUnit: boolean },
    ): Promise<boolean> => {
      const kept = rights.keptAs(context, register);
      if (staffIdOf(who(context)) === null) throw new AppError('forbidden', 'views are kept by staff');
      const owner = isOfUnit ? unitOwner(kept) : who(context);
      if (!owned(context, kept).includes(owner))
        throw new AppError('forbidden', `views of ${owner} may not be changed`);
      const now = context.clock.now();
      const view = { id: uuidv7(now), owner, title, query };
      return database.transaction(tenantOf(context), (tx) =>
        saveView(tx, registerSubject(register), view, now),
      );
    },

    remove: (context: Context, register: string, id: string): Promise<void> => {
      const mine = owned(context, rights.keptAs(context, register));
      return database.transaction(tenantOf(context), async (tx) => {
        if (!(await deleteView(tx, registerSubject(register), mine, id))) throw notFound(`view ${id}`);
      });
    },
  };
}
