import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import type { Kernel } from '#kernel/kernel.js';
import { digestOf } from '../catalog.js';
import { Procedure } from '../definition.js';
import { type Library, readLibrary } from '../library.js';
import { nextVersion, offerOn, type Publication } from '../publication.js';
import { insertAuthored, insertPublication, knownVersions, readPublications } from '../store/publications.js';
import type { Definitions, ProcedureVersion } from './definitions.js';

/** A definition that others wrote and that can be taken over. */
export interface Original {
  /** common/<id> or <city>/<id>. */
  ref: string;
  /** Null: shared by all towns. */
  city: string | null;
  id: string;
  version: string;
  document: Readonly<Record<string, unknown>>;
}

export interface VersionLine {
  version: string;
  source: 'catalogue' | 'authored';
  document: object;
  loadedAt: Temporal.Instant;
  publication: Publication | null;
  isCurrent: boolean;
}

/** From a finished draft to a version that is offered. Whoever calls has checked who may do so, and journals it. */
export function createPublishing(kernel: Kernel, definitions: Definitions) {
  let library: Promise<Library> | undefined;

  const prefectureOf = ({ municipality }: Context) =>
    kernel.municipalities.all.find(({ slug }) => slug === municipality.prefecture);

  return {
    /** What the municipality offers today. */
    offered: (context: Context): readonly ProcedureVersion[] => definitions.offered(context),
    /** Every id that is taken, offered today or not. */
    ids: (context: Context): readonly string[] => definitions.ids(tenantOf(context)),
    /** Reads anew what is published: after the transaction of publish or end. */
    refresh: (context: Context) => definitions.refresh(context),
    /** What is offered today, as it was written. */
    written: (context: Context, id: string): object | undefined => {
      const current = definitions.current(context, id);
      return current && definitions.written(tenantOf(context), id, current.version);
    },
    /** A version of a procedure that was offered once or will be, when none is today. */
    lastKnown: (context: Context, id: string): Procedure | undefined =>
      definitions.last(tenantOf(context), id),
    publications: (tx: Tx): Promise<Publication[]> => readPublications(tx),

    /** Every version of a procedure, the newest first. */
    async versions(tx: Tx, context: Context, id: string): Promise<VersionLine[]> {
      const publications = (await readPublications(tx)).filter(({ procedure }) => procedure === id);
      const current = definitions.current(context, id)?.version;
      return (await knownVersions(tx, id)).map((known) => ({
        ...known,
        publication: publications.find(({ version }) => version === known.version) ?? null,
        isCurrent: known.version === current,
      }));
    },

    /** Keeps the document as the next version, offered from a day on. */
    async publish(
      tx: Tx,
      context: Context,
      document: Readonly<Record<string, unknown>> & { id: string },
      publication: Pick<Publication, 'from' | 'publishedBy' | 'approvedBy' | 'note'>,
    ): Promise<string> {
      const { number, version } = nextVersion(
        (await knownVersions(tx, document.id)).map((known) => known.version),
      );
      const whole = { ...document, version: number };
      invariant(Procedure.safeParse(whole).success, 'only a complete definition is published');
      await insertAuthored(
        tx,
        { document: whole, digest: digestOf(whole) },
        { ...publication, procedure: document.id, version, until: null, publishedAt: context.clock.now() },
      );
      return version;
    },

    /** Ends what is offered on that day; null: it is offered without an end again. */
    async end(
      tx: Tx,
      context: Context,
      id: string,
      { until, by, today }: { until: Temporal.PlainDate | null; by: string; today: Temporal.PlainDate },
    ): Promise<string> {
      const mine = (await readPublications(tx)).filter(({ procedure }) => procedure === id);
      const [latest] = mine.toSorted((a, b) => Temporal.PlainDate.compare(b.from, a.from));
      const offer = offerOn(mine, today);
      const version =
        offer.kind === 'version'
          ? offer.version
          : (definitions.current(context, id)?.version ?? latest?.version);
      if (version === undefined) throw notFound(`procedure ${id}`);
      const known = mine.find((one) => one.version === version);
      if (until && known && Temporal.PlainDate.compare(until, known.from) < 0)
        throw new AppError('notAllowedNow', `${id} ends before it begins`);
      await insertPublication(tx, {
        procedure: id,
        version,
        from: known?.from ?? today,
        until,
        publishedAt: context.clock.now(),
        publishedBy: by,
        approvedBy: null,
        note: '',
      });
      return version;
    },

    /** Definitions that may be taken over: the shared ones, and what the municipality's prefecture offers. */
    originals(context: Context): Original[] {
      const prefecture = prefectureOf(context);
      const shared = [...definitions.shared()].map(([id, { version, document }]) => ({
        ref: `common/${id}`,
        city: null,
        id,
        version,
        document,
      }));
      if (!prefecture || prefecture.code === tenantOf(context)) return shared;
      const theirs = definitions
        .offered({ ...context, municipality: prefecture })
        // What the prefecture itself took from the shared ones is there already.
        .filter(({ procedure }) => !definitions.shared().has(procedure.id))
        .map(({ version, procedure }) => ({
          ref: `${prefecture.slug}/${procedure.id}`,
          city: prefecture.slug,
          id: procedure.id,
          version,
          document: { ...definitions.written(prefecture.code, procedure.id, version) },
        }));
      return [...shared, ...theirs];
    },

    /** The blocks of questions that procedures share. */
    library: (): Promise<Library> => {
      library ??= readLibrary(kernel.catalogRoot);
      return library;
    },
  };
}
export type Publishing = ReturnType<typeof createPublishing>;
