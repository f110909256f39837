import { LRUCache } from 'lru-cache';
import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import {
  type Dashboard,
  DashboardContent,
  dashboardSubject,
  mayDiscard,
  type Panel,
  unknownColumns,
} from '../dashboard.js';
import { columnsOfTable, type Figures, figuresOf, type NamedTable, type TableColumns } from '../figures.js';
import { isLive, type Resource } from '../model.js';
import {
  countUse,
  dashboardsOf,
  findDashboard,
  insertDashboard,
  listDashboards,
  saveDashboard,
  usesByDay,
  usesSince,
} from '../store/dashboards.js';
import type { Catalogs, Published } from './catalog.js';
import { dashboardFor, dashboardInTurn, journalDashboard } from './dashboard-turn.js';
import { type DatasetDeps, inTenant } from './deps.js';
import { columnNames, type Sources } from './sources.js';

const PAGE = 50;
const DAYS_SHOWN = 30;
/** Tables of which panels were reckoned lately; those of a register are some megabytes at most. */
const MOST_FIGURES = 500;

/** A panel with what it says now. */
export interface DrawnPanel {
  panel: Panel;
  /** Null: the dataset is not before the public, or has that table no more. */
  source: { published: Published; table: Resource } | null;
  /** Columns that it names and the table does not have. */
  unknown: readonly string[];
  /** Null where it cannot be reckoned. */
  figures: Figures | null;
}

/** Pages of charts, figures and maps: made by a section, drawn from what is published, open to everybody. */
export function createDashboards(deps: DatasetDeps, catalogs: Catalogs, sources: Sources) {
  const { access } = deps.kernel;
  const known = new LRUCache<string, Figures>({ max: MOST_FIGURES });

  async function sourceOf(context: Context, { dataset, table }: Panel['from']) {
    const published = (await catalogs.read(context)).byName.get(dataset);
    const resource = published?.resources.find(({ key, isTable }) => key === table && isTable);
    return published && resource ? { published, table: resource } : null;
  }

  async function tableOf(
    context: Context,
    { published, table }: NonNullable<DrawnPanel['source']>,
  ): Promise<NamedTable> {
    const { headings, rows } = await sources.tableOf(context, published.dataset, table);
    return { names: columnNames(headings), rows };
  }

  /** What the figures of a panel follow from; null where only reading the table tells whether it changed. */
  async function keyOf(context: Context, panel: Panel, { dataset }: Published): Promise<string | null> {
    const changed = isLive(dataset) ? await sources.changedAt(context, dataset) : dataset.fileVersion;
    return changed === null
      ? null
      : JSON.stringify([tenantOf(context), dataset.id, dataset.revision, String(changed), panel]);
  }

  async function drawn(context: Context, panel: Panel): Promise<DrawnPanel> {
    const source = await sourceOf(context, panel.from);
    if (!source) return { panel, source: null, unknown: [], figures: null };
    const key = await keyOf(context, panel, source.published);
    const kept = key === null ? undefined : known.get(key);
    if (kept) return { panel, source, unknown: [], figures: kept };
    const table = await tableOf(context, source);
    const unknown = unknownColumns(panel, table.names).map(({ column }) => column);
    if (unknown.length > 0) return { panel, source, unknown, figures: null };
    const figures = figuresOf(panel, table);
    if (key !== null) known.set(key, figures);
    return { panel, source, unknown: [], figures };
  }

  async function drawnAll(context: Context, { content }: Dashboard): Promise<DrawnPanel[]> {
    const panels: DrawnPanel[] = [];
    for (const panel of content.panels) panels.push(await drawn(context, panel));
    return panels;
  }

  async function publicOne(tx: Tx, name: string): Promise<Dashboard> {
    const found = await findDashboard(tx, { name });
    if (found?.state !== 'published') throw notFound(dashboardSubject(name));
    return found;
  }

  const page = <Item extends { name: string }>(found: Item[]) => ({
    items: found.slice(0, PAGE),
    next: found.length > PAGE ? (found[PAGE - 1]?.name ?? null) : null,
  });

  const read = (context: Context, id: string): Promise<Dashboard> =>
    inTenant(deps, context, (tx) => dashboardFor(deps, tx, context, id));

  const mayChange = (context: Context, { state, unit }: Dashboard): boolean =>
    state !== 'asked' && (state !== 'published' || access.can(context, 'dataset.publish', unit));

  /** What waits for a decision is changed by nobody, what is published by who may publish. */
  function requireOpen(context: Context, { id, state, unit }: Dashboard): void {
    if (state === 'asked') throw new AppError('conflict', `dashboard ${id} is put up`);
    if (state === 'published') access.require(context, 'dataset.publish', unit);
  }

  return {
    /** Those of the sections in which the actor edits, with how often each was opened in the last days. */
    list: (context: Context, after?: string) => {
      access.requireAnywhere(context, 'dataset.edit');
      const units = access.unitsFor(context, 'dataset.edit');
      return inTenant(deps, context, async (tx) => {
        const found = page(await listDashboards(tx, { units, after, limit: PAGE + 1 }));
        const since = today(context.clock).subtract({ days: DAYS_SHOWN - 1 });
        return {
          ...found,
          uses: await usesSince(
            tx,
            found.items.map(({ id }) => id),
            since,
          ),
        };
      });
    },

    read,
    drawnAll,

    /** One that the actor may change now, before a form for that is shown; null while it is put up. */
    async openToChange(context: Context, id: string): Promise<Dashboard | null> {
      const dashboard = await read(context, id);
      if (dashboard.state === 'asked') return null;
      requireOpen(context, dashboard);
      return dashboard;
    },

    async open(context: Context, id: string) {
      const dashboard = await read(context, id);
      return {
        dashboard,
        mayChange: mayChange(context, dashboard),
        panels: await drawnAll(context, dashboard),
        uses: await inTenant(deps, context, (tx) => usesByDay(tx, id, DAYS_SHOWN)),
      };
    },

    /** The tables that panels can be made of. */
    async tables(context: Context): Promise<{ published: Published; table: Resource }[]> {
      const { items } = await catalogs.read(context);
      return items.flatMap((published) =>
        published.resources.filter(({ isTable }) => isTable).map((table) => ({ published, table })),
      );
    },

    /** The columns of a table; null when there is none (any more). */
    async columns(context: Context, from: Panel['from']): Promise<TableColumns | null> {
      const source = await sourceOf(context, from);
      return source && columnsOfTable(await tableOf(context, source));
    },

    /** Null when another one has the name. */
    create: (
      context: Context,
      { name, unit, content }: Pick<Dashboard, 'name' | 'unit' | 'content'>,
    ): Promise<Dashboard | null> => {
      access.require(context, 'dataset.edit', unit);
      return inTenant(deps, context, async (tx) => {
        const createdAt = context.clock.now();
        const id = uuidv7(createdAt);
        if (
          !(await insertDashboard(tx, {
            id,
            name,
            unit,
            content: DashboardContent.parse(content),
            createdAt,
          }))
        )
          return null;
        const made = await dashboardFor(deps, tx, context, id);
        await journalDashboard(tx, context, 'dataset.dashboardDrafted', made);
        return made;
      });
    },

    /** Words and panels. Whoever comes second is told (conflict). */
    change: (
      context: Context,
      id: string,
      seen: number,
      edit: (content: DashboardContent) => DashboardContent,
    ): Promise<void> =>
      inTenant(deps, context, async (tx) => {
        const dashboard = await dashboardInTurn(deps, tx, context, id, seen);
        requireOpen(context, dashboard);
        const content = DashboardContent.parse(edit(dashboard.content));
        await saveDashboard(tx, id, context.clock.now(), { content });
        await journalDashboard(tx, context, 'dataset.dashboardChanged', dashboard, {
          panels: content.panels.length,
        });
      }),

    /** Throws a draft away that never went out; its name is free again. */
    discard: (context: Context, id: string, seen: number): Promise<void> =>
      inTenant(deps, context, async (tx) => {
        const dashboard = await dashboardInTurn(deps, tx, context, id, seen);
        if (!mayDiscard(dashboard)) throw new AppError('notAllowedNow', `dashboard ${id} is no draft`);
        const now = context.clock.now();
        await saveDashboard(tx, id, now, { discardedAt: now });
        await journalDashboard(tx, context, 'dataset.dashboardDiscarded', dashboard);
      }),

    /** Titles of the public pages whose charts are made of a dataset. */
    titlesOver: (context: Context, dataset: string): Promise<string[]> =>
      inTenant(deps, context, async (tx) =>
        (await dashboardsOf(tx, dataset, PAGE)).map(({ content }) => content.title),
      ),

    /** What everybody may open. */
    shown: (context: Context, after?: string) =>
      inTenant(deps, context, async (tx) =>
        page(await listDashboards(tx, { state: 'published', after, limit: PAGE + 1 })),
      ),

    /** A published one as it is now. */
    async show(context: Context, name: string): Promise<{ dashboard: Dashboard; panels: DrawnPanel[] }> {
      const dashboard = await inTenant(deps, context, (tx) => publicOne(tx, name));
      return { dashboard, panels: await drawnAll(context, dashboard) };
    },

    /** Somebody looked at a published one for the first time that day. */
    countUse: (context: Context, name: string): Promise<void> =>
      inTenant(deps, context, async (tx) => {
        const dashboard = await publicOne(tx, name);
        await countUse(tx, dashboard.id, today(context.clock));
        await journalDashboard(tx, context, 'dataset.dashboardViewed', dashboard);
      }),
  };
}
export type Dashboards = ReturnType<typeof createDashboards>;
