import { type Context, tenantOf } from '#kernel/context.js';
import { invariant } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { type ProvenEntry, proveEntries } from '#kernel/journal/proof.js';
import { sealNext } from '#kernel/journal/seal.js';
import type { Kernel } from '#kernel/kernel.js';
import { sha256 } from '../content-digest.js';
import { type Binder, binderSubject } from '../model.js';
import { journalJson } from './package-texts.js';

const hexOf = (content: string | Uint8Array): string =>
  sha256(typeof content === 'string' ? new TextEncoder().encode(content) : content).toString('hex');

/** Every file of a package with its digest, and the places of the journal entries that belong into it. */
const manifestText = (
  { id }: Pick<Binder, 'id'>,
  files: Readonly<Record<string, string | Uint8Array>>,
  journal: readonly ProvenEntry[],
): string =>
  `${JSON.stringify(
    {
      format: 'yakuba-manifest/1',
      binder: id,
      positions: journal.map(({ entry }) => entry.position),
      files: Object.fromEntries(Object.entries(files).map(([path, content]) => [path, hexOf(content)])),
    },
    null,
    2,
  )}\n`;

/**
 * What proves a package as a whole: the manifest of its files, and the journal entry of the export with the digest of
 * the manifest, sealed at once: whoever changes, adds or takes away anything would have to change the sealed block.
 */
export async function provePackage(
  { database }: Pick<Kernel, 'database'>,
  context: Context,
  binder: Pick<Binder, 'id' | 'unit'>,
  {
    files,
    journal,
    documents,
  }: {
    files: Readonly<Record<string, string | Uint8Array>>;
    journal: readonly ProvenEntry[];
    documents: number;
  },
): Promise<{ 'manifest.json': string; 'export.json': string }> {
  const manifest = manifestText(binder, files, journal);
  const digest = hexOf(manifest);
  const subject = binderSubject(binder.id);
  return database.transaction(tenantOf(context), async (tx) => {
    await append(tx, context, {
      type: 'binder.exported',
      subject,
      data: { unit: binder.unit, documents, digest },
    });
    // Nobody appends after it until this transaction ends; what is older is sealed before it.
    while (await sealNext(tx, context.clock)) {}
    const own = (await proveEntries(tx, [subject])).findLast(({ entry }) => entry.data.digest === digest);
    invariant(own?.proof, 'the entry of the export was sealed just now');
    return { 'manifest.json': manifest, 'export.json': journalJson([own]) };
  });
}
