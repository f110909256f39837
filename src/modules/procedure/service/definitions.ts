import { AsyncLocalStorage } from 'node:async_hooks';
import type { FormDefinition } from '#forms/definition.js';
import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { faultText } from '#kernel/definitions/read.js';
import { invariant } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { type OfferedProcedure, readCommonProcedures, readProcedures } from '../catalog.js';
import { Procedure } from '../definition.js';
import { offerOn, type Publication } from '../publication.js';
import { documentOf, type KeptVersion, keepVersions } from '../store/definitions.js';
import { readPublications } from '../store/publications.js';
import { KEPT_BESIDE } from './offering.js';

/** A version of a procedure, ready for use. */
export interface ProcedureVersion {
  version: string;
  procedure: Procedure;
}

/** A definition that towns share, as its file has it. */
export interface SharedDefinition {
  version: string;
  document: Readonly<Record<string, unknown>>;
  form: FormDefinition;
}

export interface Definitions {
  /** Reads the catalogue and keeps new versions. Throws BrokenDefinitions when a file is broken. */
  load(contexts: readonly Context[]): Promise<void>;
  /** What the municipality offers today: the catalogue's, then what the editor added. */
  offered(context: Context): readonly ProcedureVersion[];
  current(context: Context, id: string): ProcedureVersion | undefined;
  /** The version that a case or draft was made with. */
  at(tx: Tx, id: string, version: string): Promise<Procedure>;
  /** Reads anew what was published; after one's own publication, so that it counts at once. */
  refresh(context: Context): Promise<void>;
  /** Every procedure of the catalogue or the editor, offered today or not. */
  ids(tenant: string): readonly string[];
  /** A version's document as it was written, as far as it was used here since the start. */
  written(tenant: string, id: string, version: string): object | undefined;
  /** The version that begins last, whether it is offered today or not. */
  last(tenant: string, id: string): Procedure | undefined;
  /** The definitions of catalog/common. */
  shared(): ReadonlyMap<string, SharedDefinition>;
  /** The same for a version that somebody names; undefined when it was never offered here. */
  find(tx: Tx, id: string, version: string): Promise<Procedure | undefined>;
}

interface Offering {
  catalogue: ReadonlyMap<string, ProcedureVersion>;
  publications: readonly Publication[];
  /** What is offered on a day. */
  ofDay: { day: string; offered: ReadonlyMap<string, ProcedureVersion> } | null;
  /** Until when it is trusted without asking the database. */
  fresh: Temporal.Instant;
  reading: Promise<void> | null;
}

/** Bounds how long another process goes on with what this one does not know was published. */
const FRESH_SECONDS = 5;

/** Parsed definitions are kept: compiling the conditions of a form costs far more than answering with it. */
export function createDefinitions(kernel: Kernel): Definitions {
  const offerings = new Map<string, Offering>();
  // Whoever asks may be inside a transaction of their own; looking again in the background is not part of it.
  const outside = AsyncLocalStorage.snapshot();
  const versions = new Map<string, Procedure>();
  const documents = new Map<string, object>();
  let common: ReadonlyMap<string, SharedDefinition> = new Map();
  const keyOf = (tenant: string, id: string, version: string) => `${tenant} ${id} ${version}`;

  const keep = (
    tenant: string,
    version: string,
    procedure: Procedure,
    document: object,
  ): ProcedureVersion => {
    const key = keyOf(tenant, procedure.id, version);
    versions.set(key, procedure);
    documents.set(key, document);
    return { version, procedure };
  };

  /** The published versions with what they say, ready for use. One that this edition cannot read is left out, and told. */
  async function published(tx: Tx): Promise<Publication[]> {
    const all = await readPublications(tx);
    const readable: Publication[] = [];
    for (const publication of all) {
      const { procedure, version } = publication;
      try {
        invariant(await find(tx, procedure, version), 'what was published is stored');
        readable.push(publication);
      } catch (error) {
        kernel.log.error(
          { err: error, tenant: tx.tenant, procedure, version },
          'a published definition cannot be read',
        );
      }
    }
    return readable;
  }

  async function refresh(context: Context): Promise<void> {
    const offering = offerings.get(tenantOf(context));
    if (!offering) return;
    offering.publications = await kernel.database.transaction(tenantOf(context), published);
    offering.ofDay = null;
    offering.fresh = context.clock.now().add({ seconds: FRESH_SECONDS });
  }

  /** Answers with what is known and looks in the background: a page never waits for it. */
  function lookAgain(context: Context, offering: Offering): void {
    if (offering.reading || Temporal.Instant.compare(context.clock.now(), offering.fresh) < 0) return;
    offering.reading = outside(() => refresh(context))
      .catch((error: unknown) => kernel.log.warn({ err: error }, 'publications could not be read anew'))
      .finally(() => {
        offering.reading = null;
      });
  }

  function offeredToday(context: Context): ReadonlyMap<string, ProcedureVersion> {
    const tenant = tenantOf(context);
    const offering = offerings.get(tenant);
    if (!offering) return new Map();
    lookAgain(context, offering);
    const day = today(context.clock);
    if (offering.ofDay?.day === day.toString()) return offering.ofDay.offered;
    const offered = new Map(offering.catalogue);
    for (const id of new Set(offering.publications.map(({ procedure }) => procedure))) {
      const offer = offerOn(
        offering.publications.filter(({ procedure }) => procedure === id),
        day,
      );
      const procedure = offer.kind === 'version' && versions.get(keyOf(tenant, id, offer.version));
      if (offer.kind === 'ended') offered.delete(id);
      else if (procedure) offered.set(id, { version: offer.version, procedure });
    }
    offering.ofDay = { day: day.toString(), offered };
    return offered;
  }
  /**
   * Keeps what the files offer. A text that changed under a version that is in use is told to its author, and is no
   * reason to keep a town closed: cases stay with the text that they were made with (docs/decisions/0022).
   */
  async function takeIn(
    tx: Tx,
    context: Context,
    offered: readonly OfferedProcedure[],
  ): Promise<readonly KeptVersion[]> {
    const kept = await keepVersions(tx, offered, context.clock.now());
    for (const { id, stated, version, isBeside } of kept) {
      const source = isBeside && offered.find((one) => one.id === id);
      if (!source) continue;
      kernel.log.warn(
        { tenant: tx.tenant, procedure: id, version },
        faultText(
          source.fault(
            `"${id}" was changed, but its version ${stated} is already in use; kept as ${version}. Whoever writes it raises "version" (or "revision" in adopted.yaml)`,
          ),
        ),
      );
      await append(tx, context, {
        type: KEPT_BESIDE,
        subject: `procedure/${id}`,
        data: { procedure: id, version, stated },
      });
    }
    return kept;
  }
  const find: Definitions['find'] = async (tx, id, version) => {
    const known = versions.get(keyOf(tx.tenant, id, version));
    if (known) return known;
    const document = await documentOf(tx, id, version);
    return document && keep(tx.tenant, version, Procedure.parse(document), document).procedure;
  };

  return {
    async load(contexts) {
      const read = await readCommonProcedures(kernel.catalogRoot);
      common = new Map(
        [...read].map(([id, { document, parsed: file }]) => [
          id,
          { version: String(file.value.version), document, form: file.value.form },
        ]),
      );
      for (const context of contexts) {
        const tenant = tenantOf(context);
        const offered = await readProcedures(kernel.catalogRoot, context.municipality, read);
        const kept = await kernel.database.transaction(tenant, (tx) => takeIn(tx, context, offered));
        const catalogue = new Map(
          offered.map(({ id, version, procedure, document }) => {
            const own = kept.find((one) => one.id === id)?.version ?? version;
            return [id, keep(tenant, own, procedure, document)];
          }),
        );
        const fresh = context.clock.now().add({ seconds: FRESH_SECONDS });
        const publications = await kernel.database.transaction(tenant, published);
        offerings.set(tenant, { catalogue, publications, ofDay: null, fresh, reading: null });
      }
    },
    offered: (context) => [...offeredToday(context).values()],
    current: (context, id) => offeredToday(context).get(id),
    async at(tx, id, version) {
      const found = await find(tx, id, version);
      invariant(found, `the version ${version} of ${id} that a case was made with is stored`);
      return found;
    },
    refresh,
    ids: (tenant) => {
      const offering = offerings.get(tenant);
      if (!offering) return [];
      return [
        ...new Set([
          ...offering.catalogue.keys(),
          ...offering.publications.map(({ procedure }) => procedure),
        ]),
      ];
    },
    last: (tenant, id) => {
      const offering = offerings.get(tenant);
      const published = offering?.publications.filter(({ procedure }) => procedure === id).at(-1);
      return published
        ? versions.get(keyOf(tenant, id, published.version))
        : offering?.catalogue.get(id)?.procedure;
    },
    written: (tenant, id, version) => documents.get(keyOf(tenant, id, version)),
    shared: () => common,
    find,
  };
}
