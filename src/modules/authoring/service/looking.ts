import { dateIn, today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Procedure } from '#modules/procedure/api.js';
import { type ChangedPlace, compareDefinitions } from '../comparison/compare.js';
import { problemsOf } from '../problems.js';
import { keepOrigin } from '../store/drafts.js';
import { TRIED_CASES, type TriedCase, tryOn } from '../trial.js';
import { type AuthoringDeps, createDesk } from './deps.js';
import type { Reading } from './reading.js';

/** What is compared: a draft with what is offered, two versions, or a taken-over definition's original, then and now. */
export type Comparing =
  | { kind: 'draft' }
  | { kind: 'original' }
  | { kind: 'versions'; from: string; to: string };

export interface Comparison {
  /** Versions as people know them; null: the draft. */
  from: string;
  to: string | null;
  places: readonly ChangedPlace[];
}

/** Looking at definitions before they are published: what differs, what it would have meant for past applications. */
export function createLooking(deps: AuthoringDeps, reading: Reading) {
  const { kernel, procedure: procedures } = deps;
  const { mayWrite, journal } = createDesk(deps);

  /** The draft as a procedure that could be offered; refused while something is to be mended. */
  async function wholeDraft(context: Context, id: string): Promise<Procedure> {
    const { draft } = await reading.open(context, id);
    const units = new Set(context.municipality.units.map((unit) => unit.id));
    if (problemsOf(draft.document, units).length > 0)
      throw new AppError('notAllowedNow', `the draft of ${id} has problems`);
    return Procedure.parse({ ...draft.document, unit: draft.unit, version: 1 });
  }

  return {
    wholeDraft,

    /** A draft as a paper form, as far as it is whole. */
    paper: async (context: Context, id: string): Promise<Uint8Array> =>
      (await procedures.paperPreview(context, await wholeDraft(context, id))).pdf,

    async compare(context: Context, t: Translator, id: string, what: Comparing): Promise<Comparison> {
      if (what.kind === 'draft') {
        const { draft, current } = await reading.open(context, id);
        const { lines } = await reading.versions(context, id);
        const base = lines.find(({ version }) => version === (draft.baseVersion ?? current?.version));
        if (!base) throw notFound(`an earlier version of ${id}`);
        return { from: base.version, to: null, places: compareDefinitions(t, base.document, draft.document) };
      }
      const { lines, origin } = await reading.versions(context, id);
      if (what.kind === 'original') {
        if (!origin?.now) throw notFound(`original of ${id}`);
        return {
          from: origin.origin.version,
          to: origin.now.version,
          places: compareDefinitions(t, origin.origin.document, origin.now.document),
        };
      }
      const [from, to] = [what.from, what.to].map((one) => lines.find(({ version }) => version === one));
      if (!from || !to) throw notFound(`versions ${what.from} and ${what.to} of ${id}`);
      return {
        from: from.version,
        to: to.version,
        places: compareDefinitions(t, from.document, to.document),
      };
    },

    /** The changed original was looked at: nothing more is said until it changes again. */
    async originalSeen(context: Context, id: string): Promise<void> {
      const { origin, unit } = await reading.versions(context, id);
      if (!origin?.now || !mayWrite(context, unit)) throw notFound(`original of ${id}`);
      const { origin: taken, now } = origin;
      await kernel.database.transaction(tenantOf(context), async (tx) => {
        await keepOrigin(tx, {
          procedure: id,
          original: taken.original,
          version: now.version,
          document: now.document,
          takenAt: context.clock.now(),
        });
        await journal(
          tx,
          context,
          'definition.originalSeen',
          { procedure: id, unit },
          { original: taken.original, version: now.version },
        );
      });
    },

    /** A version, or the draft, as it was written. */
    async document(context: Context, id: string, version: string | null): Promise<object> {
      if (version === null) return (await reading.open(context, id)).draft.document;
      const { lines } = await reading.versions(context, id);
      const found = lines.find((line) => line.version === version);
      if (!found) throw notFound(`version ${version} of ${id}`);
      return found.document;
    },

    /**
     * Runs the draft over the last cases of the procedure that one may see, each by the version that it was made with.
     * Their answers are personal data: every look is journalled with its purpose, and no names are given out.
     */
    async tryOnPast(context: Context, t: Translator, id: string): Promise<TriedCase[]> {
      const after = await wholeDraft(context, id);
      const { lines, unit } = await reading.versions(context, id);
      const past = await procedures.pastAnswers(context, id, TRIED_CASES);
      await kernel.database.transaction(tenantOf(context), (tx) =>
        journal(tx, context, 'definition.tried', { procedure: id, unit }, { cases: past.length }),
      );
      return past.flatMap(({ number, version, submittedAt, answers }): TriedCase[] => {
        const document = lines.find((line) => line.version === version)?.document;
        const before = Procedure.safeParse(document);
        const day = dateIn(submittedAt);
        return before.success
          ? [{ number, day, version, trial: tryOn(t, before.data, after, { answers, day }) }]
          : [];
      });
    },

    today: (context: Context): Temporal.PlainDate => today(context.clock),
  };
}
