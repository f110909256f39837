import type { Tx } from '#kernel/db/database.js';
import { eachPage, readEntries } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Verification } from '#kernel/module.js';
import { contentDigest, sha256 } from '../content-digest.js';
import { documentSubject, numberText } from '../model.js';
import { headOf } from '../store/documents.js';
import { findVersion } from '../store/versions.js';

const PAGE = 200;

/** What is wrong with one version that the journal knows; null when its files are those that were kept. */
async function faultOf(
  { files, vault }: Pick<Kernel, 'files' | 'vault'>,
  tx: Tx,
  id: string,
  version: number,
  digest: string,
): Promise<string | null> {
  const document = await headOf(tx, vault, id);
  if (!document) return `${documentSubject(id)} is missing`;
  const name = `${numberText(document)} (${document.fiscalYear}, ${documentSubject(id)}), version ${version}`;
  const kept = await findVersion(tx, vault, id, version);
  if (!kept) return `${name} is missing`;
  if (Buffer.from(kept.digest).toString('hex') !== digest)
    return `${name}: its digest is not what was journalled`;
  if (!kept.content) {
    const { entries } = await readEntries(
      tx,
      { type: 'document.destroyed', subject: documentSubject(id) },
      { limit: 1 },
    );
    const isDecided = entries.length > 0;
    return isDecided ? null : `${name}: its contents are gone, and nobody has decided that`;
  }
  const hashes = [];
  for (const { file } of kept.content.files) {
    const read = await files.read(tx, documentSubject(id), file);
    if (!read) return `${name}: the file ${file} is missing`;
    hashes.push(sha256(read.bytes));
  }
  return contentDigest(kept.content.salt, hashes).toString('hex') === digest
    ? null
    : `${name}: its files are not what was kept`;
}

/** Compares every version that the journal knows with what is kept, the newest first. Reads only. */
export const verifyDocuments =
  (kernel: Kernel) =>
  async (tenant: string): Promise<Verification> => {
    const result: Verification = { checked: 0, what: 'versions of documents', faults: [] };
    await eachPage(kernel.database, tenant, { type: 'document.versionAdded' }, PAGE, async (tx, entries) => {
      for (const { subject, data } of entries) {
        const id = subject.slice('document/'.length);
        const fault = await faultOf(kernel, tx, id, Number(data.version), String(data.digest)).catch(
          (error: Error) => `${subject}, version ${data.version}: ${error.message}`,
        );
        result.checked += 1;
        if (fault !== null) result.faults.push(fault);
      }
    });
    return result;
  };
