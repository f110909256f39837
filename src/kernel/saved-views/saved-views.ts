import type { Tx } from '../db/database.js';
import type { Translator } from '../i18n/translate.js';
import { characterCount } from '../values/japanese-text.js';
import type { SavedViewTables } from './tables.js';

/** A list as somebody wants to see it again. */
export interface SavedView {
  id: string;
  /** staff/<id>, or unit/<id> where a whole section has it. */
  owner: string;
  title: string;
  /** Parameters of the address. */
  query: string;
}

/** Characters of a title. */
export const VIEW_TITLE_LIMIT = 40;
/** Views of one owner in one list; nobody finds their way among more. */
export const MOST_VIEWS = 20;

/** What is wrong with a title, in words. */
export function titleFault(t: Translator, title: string): string | null {
  if (title === '') return t('savedViews.titleMissing');
  return title.length > VIEW_TITLE_LIMIT * 4 || characterCount(title) > VIEW_TITLE_LIMIT
    ? t('savedViews.titleTooLong', { max: VIEW_TITLE_LIMIT })
    : null;
}

const views = (tx: Tx, list: string, owners: readonly string[]) =>
  tx
    .tables<SavedViewTables>()
    .selectFrom('saved_view')
    .where('tenant', '=', tx.tenant)
    .where('list', '=', list)
    .where('owner', 'in', owners);

/** What these owners have kept of a list, by title. */
export const viewsOf = (tx: Tx, list: string, owners: readonly string[]): Promise<SavedView[]> =>
  views(tx, list, owners)
    .select(['id', 'owner', 'title', 'query'])
    .orderBy('title')
    .limit(MOST_VIEWS * owners.length)
    .execute();

/** Under a title that the owner has already, the view is replaced. False when they have as many as they can have. */
export async function saveView(
  tx: Tx,
  list: string,
  view: SavedView,
  now: Temporal.Instant,
): Promise<boolean> {
  const kept = await viewsOf(tx, list, [view.owner]);
  if (kept.length >= MOST_VIEWS && !kept.some(({ title }) => title === view.title)) return false;
  const { query } = view;
  await tx
    .tables<SavedViewTables>()
    .insertInto('saved_view')
    .values({ tenant: tx.tenant, list, ...view, saved_at: now })
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'list', 'owner', 'title']).doUpdateSet({ query, saved_at: now }),
    )
    .execute();
  return true;
}

/** False when none of these owners has such a view. */
export async function deleteView(
  tx: Tx,
  list: string,
  owners: readonly string[],
  id: string,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .tables<SavedViewTables>()
    .deleteFrom('saved_view')
    .where('tenant', '=', tx.tenant)
    .where('list', '=', list)
    .where('owner', 'in', owners)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
