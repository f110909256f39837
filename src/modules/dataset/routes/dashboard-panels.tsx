import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { isPanelKind, MOST_PANELS, type Panel, type PanelKind } from '../dashboard.js';
import type { TableColumns } from '../figures.js';
import type { DatasetServices } from '../services.js';
import { text } from '../typed-about.js';
import {
  newPanel,
  type PanelFaults,
  panelOf,
  type TypedPanel,
  typedOfPanel,
  typedPanel,
} from '../typed-panel.js';
import { PanelFormPage } from '../views/panel-form-page.js';
import { createDesk, fromText, HERE, isCode, Params, seenIn, WAITS } from './dashboard-open.js';

const PanelParams = Params.extend({ panel: z.uuid() });

/** "aed/csv": a dataset and which of its tables. */
const fromOf = (typed: string): Panel['from'] => {
  const [dataset = '', table = ''] = typed.split('/');
  return { dataset, table };
};

function moved(panels: readonly Panel[], id: string, to: string): Panel[] {
  const at = panels.findIndex((panel) => panel.id === id);
  const panel = panels[at];
  if (!panel) return [...panels];
  const others = panels.filter((one) => one !== panel);
  if (to === 'out') return others;
  return others.toSpliced(to === 'up' ? Math.max(0, at - 1) : at + 1, 0, panel);
}

/** The charts of a page: added, changed, put in order, taken out. */
export function dashboardPanelRoutes(services: DatasetServices): RouteDefinition[] {
  const { dashboards } = services;
  const { desk, sourcesOf } = createDesk(services);

  interface Asked {
    id: string;
    /** Undefined: a new one. */
    panel: string | undefined;
    kind: PanelKind;
    from: Panel['from'];
    columns: TableColumns;
  }

  async function panelForm(
    context: Context,
    page: PageContext,
    { id, panel, kind, from, columns }: Asked,
    typed: TypedPanel,
    { faults = {}, seen, isOld = false }: { faults?: PanelFaults; seen?: number; isOld?: boolean } = {},
  ) {
    const dashboard = await dashboards.read(context, id);
    const value = fromText(from);
    const label = (await sourcesOf(context)).find((one) => one.value === value)?.label ?? value;
    return (
      <PanelFormPage
        page={page}
        dashboard={dashboard}
        at={panel ?? 'new'}
        kind={kind}
        from={{ value, label }}
        columns={columns}
        typed={typed}
        faults={faults}
        seen={String(seen ?? dashboard.revision)}
        isOld={isOld}
      />
    );
  }

  /** Saves what was typed, or says why not. */
  async function savePanel(
    context: Context,
    page: PageContext,
    asked: Asked,
    body: FormBody,
  ): Promise<{ ok: true } | { ok: false; node: unknown }> {
    const typed = typedPanel(body);
    const seen = seenIn(body);
    const { kind, from, columns } = asked;
    const id = asked.panel ?? uuidv7(context.clock.now());
    const made = panelOf(typed, { id, kind, from, ...columns });
    if (!made.ok)
      return { ok: false, node: await panelForm(context, page, asked, typed, { faults: made.faults, seen }) };
    try {
      await dashboards.change(context, asked.id, seen, (content) => {
        const isThere = content.panels.some((one) => one.id === id);
        if (!isThere && content.panels.length >= MOST_PANELS)
          throw new AppError('conflict', `dashboard ${asked.id} has ${MOST_PANELS} panels`);
        const panels = isThere
          ? content.panels.map((one) => (one.id === id ? made.panel : one))
          : [...content.panels, made.panel];
        return { ...content, panels };
      });
    } catch (error) {
      if (!isCode(error, 'conflict')) throw error;
      return { ok: false, node: await panelForm(context, page, asked, typed, { seen, isOld: true }) };
    }
    return { ok: true };
  }

  async function panelIn(context: Context, id: string, panel: string): Promise<Panel> {
    const { content } = await dashboards.read(context, id);
    const found = content.panels.find((one) => one.id === panel);
    if (!found) throw notFound(`panel ${panel} of dashboard ${id}`);
    return found;
  }

  return [
    route({
      method: 'get',
      path: `${HERE}/:id/panels/new`,
      permission: 'dataset.edit',
      journal: 'none',
      input: { params: Params, query: FormBody },
      handle: async ({ context, page, params: { id }, query, html, redirect }) => {
        if (!(await dashboards.openToChange(context, id))) return redirect(`${HERE}/${id}`, WAITS);
        const chosen = { from: text(query, 'from'), kind: text(query, 'kind') };
        const { kind } = chosen;
        const from = fromOf(chosen.from);
        const columns = await dashboards.columns(context, from);
        if (columns && isPanelKind(kind))
          return html(
            await panelForm(
              context,
              page,
              { id, panel: undefined, kind, from, columns },
              newPanel(columns.names),
            ),
          );
        const errors = [
          ...(columns ? [] : [{ id: 'from', text: page.t('dashboard.dataMissing') }]),
          ...(isPanelKind(kind) ? [] : [{ id: 'kind', text: page.t('dashboard.kindMissing') }]),
        ];
        return html(await desk(context, page, id, { chosen, errors }), 422);
      },
    }),
    route({
      method: 'post',
      path: `${HERE}/:id/panels/new`,
      permission: 'dataset.edit',
      journal: ['dataset.dashboardChanged'],
      input: { params: Params, form: FormBody },
      handle: async ({ context, page, params: { id }, body, html, redirect }) => {
        const kind = text(body, 'kind');
        const from = fromOf(text(body, 'from'));
        const columns = await dashboards.columns(context, from);
        if (!columns || !isPanelKind(kind))
          return redirect(`${HERE}/${id}`, { kind: 'warning', key: 'dashboard.dataMissing' });
        const saved = await savePanel(context, page, { id, panel: undefined, kind, from, columns }, body);
        if (!saved.ok) return html(saved.node, 422);
        return redirect(`${HERE}/${id}`, { kind: 'success', key: 'dashboard.panelSaved' });
      },
    }),
    route({
      method: 'get',
      path: `${HERE}/:id/panels/:panel`,
      permission: 'dataset.edit',
      journal: 'none',
      input: { params: PanelParams },
      handle: async ({ context, page, params: { id, panel }, html, redirect }) => {
        if (!(await dashboards.openToChange(context, id))) return redirect(`${HERE}/${id}`, WAITS);
        const found = await panelIn(context, id, panel);
        const { kind, from } = found;
        const columns = await dashboards.columns(context, from);
        if (!columns) return redirect(`${HERE}/${id}`, { kind: 'warning', key: 'dashboard.dataMissing' });
        return html(await panelForm(context, page, { id, panel, kind, from, columns }, typedOfPanel(found)));
      },
    }),
    route({
      method: 'post',
      path: `${HERE}/:id/panels/:panel`,
      permission: 'dataset.edit',
      journal: ['dataset.dashboardChanged'],
      input: { params: PanelParams, form: FormBody },
      handle: async ({ context, page, params: { id, panel }, body, html, redirect }) => {
        const { kind, from } = await panelIn(context, id, panel);
        const columns = await dashboards.columns(context, from);
        if (!columns) return redirect(`${HERE}/${id}`, { kind: 'warning', key: 'dashboard.dataMissing' });
        const saved = await savePanel(context, page, { id, panel, kind, from, columns }, body);
        if (!saved.ok) return html(saved.node, 422);
        return redirect(`${HERE}/${id}`, { kind: 'success', key: 'dashboard.panelSaved' });
      },
    }),
    route({
      method: 'post',
      path: `${HERE}/:id/panels/:panel/move`,
      permission: 'dataset.edit',
      journal: ['dataset.dashboardChanged'],
      input: { params: PanelParams, form: FormBody },
      handle: async ({ context, page, params: { id, panel }, body, html, redirect }) => {
        const to = text(body, 'to');
        try {
          await dashboards.change(context, id, seenIn(body), (content) => ({
            ...content,
            panels: moved(content.panels, panel, to),
          }));
        } catch (error) {
          if (!isCode(error, 'conflict')) throw error;
          const errors = [{ id: 'main', text: page.t('dashboard.changedMeanwhile') }];
          return html(await desk(context, page, id, { errors }), 422);
        }
        const key = to === 'out' ? 'dashboard.panelRemoved' : 'dashboard.panelMoved';
        return redirect(`${HERE}/${id}`, { kind: 'success', key });
      },
    }),
  ];
}
