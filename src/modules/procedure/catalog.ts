import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  BrokenDefinitions,
  type DefinitionFault,
  type DefinitionFile,
  definitionFiles,
  readDefinition,
} from '#kernel/definitions/read.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { Adopted, CommonProcedure, Procedure } from './definition.js';
import { offerProblems, procedureProblems } from './definition-problems.js';
import { type Library, readLibrary, withBlocks } from './library.js';

/** One version of a procedure as a municipality offers it. */
export interface OfferedProcedure {
  id: string;
  /** That of the definition; of a shared one with the municipality's own revision: 3.2. */
  version: string;
  /** Ready for use; towns that take over a shared definition share its form, and what was compiled of it. */
  procedure: Procedure;
  /** As it was written: what is stored and what the digest is of. */
  document: object;
  digest: Buffer;
  /** To name the file when the digest does not fit the stored one. */
  fault(message: string): DefinitionFault;
}

const COMMON = 'common/procedures';
const Document = z.record(z.string(), z.unknown());

export interface Written<Value> {
  parsed: DefinitionFile<Value>;
  /** Without the schema's defaults, so that a new default does not change the digest of an old file. */
  document: Record<string, unknown>;
}

/** Reads the shared definitions once; every municipality takes over from them. Throws BrokenDefinitions. */
export async function readCommonProcedures(
  root: string,
): Promise<ReadonlyMap<string, Written<CommonProcedure>>> {
  const files = await readWritten(root, COMMON, CommonProcedure, await readLibrary(root));
  const faults = files.flatMap(({ parsed }) => problemFaults(parsed, null));
  faults.push(...twins(files.map(({ parsed }) => parsed)));
  if (faults.length > 0) throw new BrokenDefinitions(faults);
  return new Map(files.map((file) => [file.parsed.value.id, file]));
}

/** What a municipality offers: its own definitions and those that it has taken over. Throws BrokenDefinitions. */
export async function readProcedures(
  root: string,
  municipality: Municipality,
  common: ReadonlyMap<string, Written<CommonProcedure>>,
): Promise<OfferedProcedure[]> {
  const folder = `${municipality.slug}/procedures`;
  const units = new Set(municipality.units.map(({ id }) => id));
  const isOwn = (file: string) => !file.endsWith('/adopted.yaml');
  const own = await readWritten(root, folder, Procedure, await readLibrary(root), isOwn);
  const faults = own.flatMap(({ parsed }) => problemFaults(parsed, units));
  const offered = own.map(({ parsed, document }) =>
    offer(parsed.value, document, String(parsed.value.version), (message) => parsed.fault([], message)),
  );

  const hasAdopted = (await definitionFiles(root, folder)).includes(`${folder}/adopted.yaml`);
  const adopted = hasAdopted ? await readDefinition(root, `${folder}/adopted.yaml`, Adopted) : null;
  adopted?.value.forEach((entry, index) => {
    const source = common.get(entry.procedure);
    if (!source) {
      faults.push(adopted.fault([index, 'procedure'], `there is no shared procedure "${entry.procedure}"`));
      return;
    }
    const stated = { ...entry.with, unit: entry.unit };
    const procedure = { ...source.parsed.value, ...stated };
    const version = `${source.parsed.value.version}.${entry.revision}`;
    faults.push(
      ...offerProblems(procedure, units).map(({ path, message }) =>
        adopted.fault([index, ...overriddenPath(path)], message),
      ),
    );
    offered.push(
      offer(procedure, { ...source.document, ...stated }, version, (message) =>
        adopted.fault([index], message),
      ),
    );
  });
  faults.push(...sameIds(offered));
  if (faults.length > 0) throw new BrokenDefinitions(faults);
  return offered;
}

/**
 * Ids of what a municipality offers, own and taken over: to check names against, before or without everything else
 * being checked. Throws BrokenDefinitions.
 */
export async function readProcedureIds(root: string, city: string): Promise<string[]> {
  const files = await definitionFiles(root, `${city}/procedures`);
  const ids = await Promise.all(
    files.map(async (file) =>
      file.endsWith('/adopted.yaml')
        ? (await readDefinition(root, file, Adopted)).value.map(({ procedure }) => procedure)
        : [(await readDefinition(root, file, z.object({ id: z.string() }))).value.id],
    ),
  );
  return ids.flat();
}

async function readWritten<Schema extends z.ZodType>(
  root: string,
  folder: string,
  schema: Schema,
  library: Library,
  wanted: (file: string) => boolean = () => true,
): Promise<Written<z.infer<Schema>>[]> {
  const files = (await definitionFiles(root, folder)).filter(wanted);
  const written: Written<z.infer<Schema>>[] = [];
  const faults: DefinitionFault[] = [];
  for (const file of files) {
    try {
      let document: Record<string, unknown> = {};
      const filled = z.preprocess((raw) => {
        const whole = withBlocks(raw, library);
        document = Document.safeParse(whole).data ?? {};
        return whole;
      }, schema);
      const parsed = await readDefinition(root, file, filled);
      written.push({ parsed, document });
    } catch (error) {
      if (!(error instanceof BrokenDefinitions)) throw error;
      faults.push(...error.faults);
    }
  }
  if (faults.length > 0) throw new BrokenDefinitions(faults);
  return written;
}

const problemFaults = (
  file: DefinitionFile<CommonProcedure>,
  units: ReadonlySet<string> | null,
): DefinitionFault[] =>
  procedureProblems(file.value, units).map(({ path, message }) => file.fault(path, message));

/** In adopted.yaml the unit stands beside the procedure, everything else under `with`. */
const overriddenPath = (path: (string | number)[]): (string | number)[] =>
  path[0] === 'unit' ? path : ['with', ...path];

function offer(
  procedure: Procedure,
  document: Record<string, unknown>,
  version: string,
  fault: OfferedProcedure['fault'],
): OfferedProcedure {
  return { id: procedure.id, version, procedure, document, digest: digestOf(document), fault };
}

/** SHA-256 over JSON with sorted keys: the order in a file means nothing. */
export const digestOf = (document: object): Buffer =>
  createHash('sha256').update(JSON.stringify(document, sortedKeys)).digest();

export const sortedKeys = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

const twins = (files: readonly DefinitionFile<CommonProcedure>[]): DefinitionFault[] =>
  files
    .filter((file, index) => files.findIndex(({ value }) => value.id === file.value.id) !== index)
    .map((file) => file.fault(['id'], `another file has the procedure "${file.value.id}"`));

const sameIds = (offered: readonly OfferedProcedure[]): DefinitionFault[] =>
  offered
    .filter((one, index) => offered.findIndex(({ id }) => id === one.id) !== index)
    .map((one) => one.fault(`the procedure "${one.id}" is offered twice`));
