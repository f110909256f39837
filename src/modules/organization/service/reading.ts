import { type Context, tenantOf } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import { type DatedUnit, type Post, peopleOf, unitTree } from '../model.js';
import { postingsOf, type StoredPosting } from '../store.js';
import { createGround, type OrganizationDeps } from './deps.js';

export interface TreeLine {
  unit: DatedUnit;
  depth: number;
  /** Who holds the highest post that is held. */
  head: { name: string; title: string } | null;
  people: number;
}

export interface UnitView {
  unit: DatedUnit;
  /** Names of the units that it names. */
  parent: string | null;
  successor: string | null;
  isOpen: boolean;
  people: { name: string; title: string; posting: StoredPosting; isAway: boolean }[];
  history: { name: string; title: string; posting: StoredPosting }[];
  hasMore: boolean;
  open: { id: string; name: string }[];
  posts: readonly Post[];
  mayManage: boolean;
}

const HISTORY = 100;

/** The organisation as staff look at it. */
export function createReading(deps: OrganizationDeps) {
  const { kernel, identity } = deps;
  const { on } = createGround(deps);
  const mayManage = (context: Context) => kernel.access.can(context, 'organization.manage', null);

  return {
    mayManage,

    async tree(context: Context, date: Temporal.PlainDate): Promise<TreeLine[]> {
      kernel.access.requireAnywhere(context, 'organization.read');
      return kernel.database.transaction(tenantOf(context), async (tx) => {
        const organization = await on(tx, context, date);
        const lines = unitTree(organization).map((line) => ({
          ...line,
          all: peopleOf(organization, line.unit.id),
        }));
        const names = await identity.staffNames(
          tx,
          lines.flatMap(({ all }) => all[0]?.posting.staff ?? []),
        );
        return lines.map(({ all, ...line }) => {
          const [first] = all;
          const head = first && { name: names.get(first.posting.staff) ?? '', title: first.post.title };
          return {
            ...line,
            head: head ?? null,
            people: new Set(all.map(({ posting }) => posting.staff)).size,
          };
        });
      });
    },

    async unit(context: Context, id: string, date: Temporal.PlainDate): Promise<UnitView> {
      kernel.access.requireAnywhere(context, 'organization.read');
      return kernel.database.transaction(tenantOf(context), async (tx) => {
        const organization = await on(tx, context, date);
        const unit = organization.everyUnit.get(id);
        if (!unit) throw notFound(`unit ${id}`);
        const stored = await postingsOf(tx, id, HISTORY);
        const names = await identity.staffNames(
          tx,
          stored.map(({ staff }) => staff),
        );
        const nameOf = (other: string | null) => (other && organization.everyUnit.get(other)?.name) ?? null;
        const shown = stored.slice(0, HISTORY).map((posting) => ({
          posting,
          name: names.get(posting.staff) ?? '',
          title: organization.posts.find((post) => post.id === posting.post)?.title ?? posting.post,
        }));
        const now = new Set(peopleOf(organization, id).map(({ posting }) => (posting as StoredPosting).id));
        const rank = (post: string) => organization.posts.findIndex((one) => one.id === post);
        return {
          unit,
          parent: nameOf(unit.parent),
          successor: nameOf(unit.successor),
          isOpen: organization.units.has(id),
          people: shown
            .filter(({ posting }) => now.has(posting.id))
            .map((one) => ({ ...one, isAway: organization.absent.has(one.posting.staff) }))
            .sort((one, other) => rank(one.posting.post) - rank(other.posting.post)),
          history: shown.filter(({ posting }) => !now.has(posting.id)),
          hasMore: stored.length > HISTORY,
          open: [...organization.units.values()].filter((other) => other.id !== id),
          posts: organization.posts,
          mayManage: mayManage(context),
        };
      });
    },
  };
}
