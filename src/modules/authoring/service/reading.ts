import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import { openUnits } from '#kernel/tenancy/municipality.js';
import type { Original, Procedure, Publication, VersionLine } from '#modules/procedure/api.js';
import { type Draft, type DraftState, mayApprove } from '../model.js';
import { type Problem, problemsOf } from '../problems.js';
import { allDrafts, allOrigins, findDraft, type Origin } from '../store/drafts.js';
import { type AuthoringDeps, createDesk } from './deps.js';

export interface ProcedureLine {
  id: string;
  title: string;
  unit: string;
  /** Of the version that is offered today. */
  version: string | null;
  draft: DraftState | null;
  /** A version that begins later. */
  from: Temporal.PlainDate | null;
  /** Last day on which it is offered. */
  until: Temporal.PlainDate | null;
  hasNewOriginal: boolean;
}

/** What a taken-over definition came from, and what the original is now. */
export interface OriginState {
  origin: Origin;
  now: Original | null;
  hasChanged: boolean;
}

export interface OpenDraft {
  draft: Draft;
  unitName: string;
  problems: readonly Problem[];
  origin: OriginState | null;
  names: ReadonlyMap<string, string>;
  may: { write: boolean; approve: boolean };
  /** Draft by which a decision on it is on its way: until then nobody approves it here. */
  decision: string | null;
  /** What is offered today under this id. */
  current: { version: string; procedure: Procedure } | null;
}

export interface ProcedureVersions {
  id: string;
  title: string;
  unit: string;
  lines: readonly VersionLine[];
  hasDraft: boolean;
  origin: OriginState | null;
  names: ReadonlyMap<string, string>;
  may: { write: boolean; approve: boolean };
}

const PAGE = 50;

export function createReading(deps: AuthoringDeps) {
  const { kernel, procedure: procedures, staffNames } = deps;
  const { publishing } = procedures;
  const { staffId, mayWrite, mayDecide, maySee, draftOf, underDecision } = createDesk(deps);

  const titleOf = (title: unknown): string =>
    title === undefined ? '' : localize(title as LocalizedText, 'ja');

  function stateOf(context: Context, origin: Origin | undefined): OriginState | null {
    if (!origin) return null;
    const now = publishing.originals(context).find(({ ref }) => ref === origin.original) ?? null;
    return { origin, now, hasChanged: now !== null && now.version !== origin.version };
  }

  const unitsOf = ({ municipality }: Context) => new Set(municipality.units.map(({ id }) => id));

  return {
    /** Procedures of the sections for which one writes or decides, those with work to do first. */
    async list(
      context: Context,
      { after }: { after?: string | undefined },
    ): Promise<{ lines: ProcedureLine[]; next: string | null; total: number }> {
      kernel.access.requireAnywhere(context, 'procedure.author');
      const day = today(context.clock);
      const { drafts, publications, origins } = await kernel.database.transaction(
        tenantOf(context),
        async (tx) => ({
          drafts: await allDrafts(tx),
          publications: await publishing.publications(tx),
          origins: await allOrigins(tx),
        }),
      );
      const offered = publishing.offered(context);
      const ids = new Set([
        ...drafts.map(({ procedure }) => procedure),
        ...offered.map(({ procedure }) => procedure.id),
        ...publications.map(({ procedure }) => procedure),
      ]);
      const isLater = ({ from }: Publication) => Temporal.PlainDate.compare(from, day) > 0;
      const lines = [...ids].flatMap((id): ProcedureLine[] => {
        const draft = drafts.find(({ procedure }) => procedure === id);
        const current = offered.find(({ procedure }) => procedure.id === id);
        const own = publications.filter(({ procedure }) => procedure === id);
        const known = current?.procedure ?? publishing.lastKnown(context, id);
        const unit = draft?.unit ?? known?.unit;
        if (unit === undefined || !maySee(context, unit)) return [];
        const ending =
          own.find(({ version }) => version === current?.version) ?? own.find((one) => one.until);
        return [
          {
            id,
            title: titleOf(draft?.document.title ?? known?.title) || id,
            unit,
            version: current?.version ?? null,
            draft: draft?.state ?? null,
            from: own.find(isLater)?.from ?? null,
            until: ending?.until ?? null,
            hasNewOriginal:
              stateOf(
                context,
                origins.find(({ procedure }) => procedure === id),
              )?.hasChanged ?? false,
          },
        ];
      });
      const sorted = lines.toSorted(
        (a, b) => Number(b.draft !== null) - Number(a.draft !== null) || (a.id < b.id ? -1 : 1),
      );
      const start = after === undefined ? 0 : sorted.findIndex(({ id }) => id === after) + 1;
      const page = sorted.slice(start, start + PAGE);
      return {
        lines: page,
        next: start + PAGE < sorted.length ? (page.at(-1)?.id ?? null) : null,
        total: sorted.length,
      };
    },

    /** Sections for which one may write, for the form that begins a procedure. */
    units: (context: Context): { id: string; name: string }[] =>
      openUnits(context.municipality, today(context.clock))
        .filter(({ id }) => mayWrite(context, id))
        .map(({ id, name }) => ({ id, name })),

    originals: (context: Context): Original[] => {
      kernel.access.requireAnywhere(context, 'procedure.author');
      return publishing.originals(context);
    },
    offered: (context: Context): { id: string; title: string }[] =>
      publishing
        .offered(context)
        .map(({ procedure }) => ({ id: procedure.id, title: titleOf(procedure.title) })),

    open: (context: Context, id: string): Promise<OpenDraft> =>
      kernel.database.transaction(tenantOf(context), async (tx): Promise<OpenDraft> => {
        const draft = await draftOf(tx, context, id);
        const origin = (await allOrigins(tx)).find(({ procedure }) => procedure === id);
        const people = [draft.changedBy, draft.askedBy, draft.decidedBy, ...draft.editors];
        const current = publishing.offered(context).find(({ procedure }) => procedure.id === id);
        return {
          draft,
          unitName: context.municipality.units.find((unit) => unit.id === draft.unit)?.name ?? draft.unit,
          problems: problemsOf(draft.document, unitsOf(context)),
          origin: stateOf(context, origin),
          names: await staffNames(tx, [...new Set(people.filter((one) => one !== null))]),
          may: {
            write: mayWrite(context, draft.unit),
            approve: mayDecide(context, draft.unit) && mayApprove(draft, staffId(context)),
          },
          decision: draft.state === 'inApproval' ? await underDecision(tx, id) : null,
          current: current ?? null,
        };
      }),

    /** Every version of a procedure, the newest first; not found for whoever has nothing to do with it. */
    versions: (context: Context, id: string): Promise<ProcedureVersions> =>
      kernel.database.transaction(tenantOf(context), async (tx): Promise<ProcedureVersions> => {
        const lines = await publishing.versions(tx, context, id);
        const draft = await findDraft(tx, id);
        const newest = lines.find(({ isCurrent }) => isCurrent) ?? lines[0];
        const document = newest?.document as { unit?: string; title?: LocalizedText } | undefined;
        const unit = draft?.unit ?? document?.unit;
        if (unit === undefined || !maySee(context, unit)) throw notFound(`procedure ${id}`);
        const origin = (await allOrigins(tx)).find(({ procedure }) => procedure === id);
        const people = lines.flatMap(({ publication }) => [
          publication?.publishedBy,
          publication?.approvedBy,
        ]);
        return {
          id,
          title: titleOf(draft?.document.title ?? document?.title) || id,
          unit,
          lines,
          hasDraft: draft !== undefined,
          origin: stateOf(context, origin),
          names: await staffNames(tx, [...new Set(people.filter((one) => typeof one === 'string'))]),
          may: { write: mayWrite(context, unit), approve: mayDecide(context, unit) },
        };
      }),
  };
}
export type Reading = ReturnType<typeof createReading>;
