import type { Tx } from '#kernel/db/database.js';
import type { Entry } from '#kernel/journal/entry.js';
import { eachPage, readEntries } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Verification } from '#kernel/module.js';
import { contentDigest, sha256 } from '../content-digest.js';
import type { EntryName } from '../entries.js';
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

/** What is wrong with a file that was given out on a request for disclosure; null when it is still that file. */
async function faultOfCopy(
  { files }: Pick<Kernel, 'files'>,
  tx: Tx,
  { subject, data }: Entry,
): Promise<string | null> {
  const name = `${subject}: the file ${data.file} that was given out`;
  const read = await files.read(tx, subject, String(data.file));
  if (!read) return `${name} is missing`;
  return sha256(read.bytes).toString('hex') === data.digest ? null : `${name} is not what was given out`;
}

/** Looks at all entries of a type, the newest first, a page in a transaction each. */
async function eachEntry(
  { database }: Pick<Kernel, 'database'>,
  tenant: string,
  type: EntryName,
  faultAt: (tx: Tx, entry: Entry) => Promise<string | null>,
): Promise<{ checked: number; faults: string[] }> {
  const result = { checked: 0, faults: [] as string[] };
  await eachPage(database, tenant, { type }, PAGE, async (tx, entries) => {
    for (const entry of entries) {
      const fault = await faultAt(tx, entry).catch((error: Error) => `${entry.subject}: ${error.message}`);
      result.checked += 1;
      if (fault !== null) result.faults.push(fault);
    }
  });
  return result;
}

/** Compares versions of documents and copies that were given out with the journal. Reads only. */
export const verifyDocuments =
  (kernel: Kernel) =>
  async (tenant: string): Promise<Verification> => {
    const versions = await eachEntry(kernel, tenant, 'document.versionAdded', (tx, { subject, data }) =>
      faultOf(kernel, tx, subject.slice('document/'.length), Number(data.version), String(data.digest)),
    );
    const copies = await eachEntry(kernel, tenant, 'disclosure.copyGiven', (tx, entry) =>
      faultOfCopy(kernel, tx, entry),
    );
    return {
      checked: versions.checked + copies.checked,
      what: 'versions of documents and copies that were given out',
      faults: [...versions.faults, ...copies.faults],
    };
  };
