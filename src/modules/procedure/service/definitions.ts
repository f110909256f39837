import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { BrokenDefinitions } from '#kernel/definitions/read.js';
import { invariant } from '#kernel/errors.js';
import type { Kernel } from '#kernel/kernel.js';
import { type OfferedProcedure, readCommonProcedures, readProcedures } from '../catalog.js';
import { Procedure } from '../definition.js';
import { documentOf, keepVersions } from '../store/definitions.js';

/** A version of a procedure, ready for use. */
export interface ProcedureVersion {
  version: string;
  procedure: Procedure;
}

export interface Definitions {
  /** Reads the catalogue and keeps new versions. Throws BrokenDefinitions when anything does not fit. */
  load(contexts: readonly Context[]): Promise<void>;
  /** What the municipality offers now, in the order of the catalogue. */
  offered(context: Context): readonly ProcedureVersion[];
  current(context: Context, id: string): ProcedureVersion | undefined;
  /** The version that a case or draft was made with. */
  at(tx: Tx, id: string, version: string): Promise<Procedure>;
  /** The same for a version that somebody names; undefined when it was never offered here. */
  find(tx: Tx, id: string, version: string): Promise<Procedure | undefined>;
}

/** Parsed definitions are kept: compiling the conditions of a form costs far more than answering with it. */
export function createDefinitions(kernel: Kernel): Definitions {
  const offeredByTenant = new Map<string, ReadonlyMap<string, ProcedureVersion>>();
  const versions = new Map<string, Procedure>();
  const keyOf = (tenant: string, id: string, version: string) => `${tenant} ${id} ${version}`;

  const parsed = (tenant: string, id: string, version: string, document: object): Procedure => {
    const key = keyOf(tenant, id, version);
    let procedure = versions.get(key);
    if (!procedure) {
      procedure = Procedure.parse(document);
      versions.set(key, procedure);
    }
    return procedure;
  };

  const find: Definitions['find'] = async (tx, id, version) => {
    const known = versions.get(keyOf(tx.tenant, id, version));
    if (known) return known;
    const document = await documentOf(tx, id, version);
    return document && parsed(tx.tenant, id, version, document);
  };

  return {
    async load(contexts) {
      const common = await readCommonProcedures(kernel.catalogRoot);
      const faults = [];
      for (const context of contexts) {
        const tenant = tenantOf(context);
        const offered = await readProcedures(kernel.catalogRoot, context.municipality, common);
        const stored = await kernel.database.transaction(tenant, (tx) =>
          keepVersions(tx, offered, context.clock.now()),
        );
        faults.push(...changedWithoutVersion(offered, stored));
        offeredByTenant.set(
          tenant,
          new Map(
            offered.map(({ id, version, document }) => [
              id,
              { version, procedure: parsed(tenant, id, version, document) },
            ]),
          ),
        );
      }
      if (faults.length > 0) throw new BrokenDefinitions(faults);
    },
    offered: (context) => [...(offeredByTenant.get(tenantOf(context))?.values() ?? [])],
    current: (context, id) => offeredByTenant.get(tenantOf(context))?.get(id),
    async at(tx, id, version) {
      const found = await find(tx, id, version);
      invariant(found, `the version ${version} of ${id} that a case was made with is stored`);
      return found;
    },
    find,
  };
}

const changedWithoutVersion = (
  offered: readonly OfferedProcedure[],
  stored: readonly { id: string; version: string; digest: Uint8Array }[],
) =>
  offered
    .filter(({ id, version, digest }) => {
      const kept = stored.find((one) => one.id === id && one.version === version);
      return kept !== undefined && !digest.equals(kept.digest);
    })
    .map(({ id, version, fault }) =>
      fault(
        `"${id}" was changed, but its version ${version} is already in use; raise "version" (or "revision" in adopted.yaml)`,
      ),
    );
