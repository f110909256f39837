import type { Tx } from '#kernel/db/database.js';
import { eachPage, readEntries } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Verification } from '#kernel/module.js';
import { holderOf } from './deps.js';
import { faultsOfActs, faultsOfContents } from './verify-acts.js';

const PAGE = 200;

const wasErased = async (tx: Tx, draft: string): Promise<boolean> =>
  (await readEntries(tx, { type: 'decision.erased', subject: holderOf(draft) }, { limit: 1 })).entries
    .length > 0;

/** What is wrong with one attachment that the journal knows; null when it is what was attached. */
async function faultOf(
  { files }: Pick<Kernel, 'files'>,
  tx: Tx,
  { draft, file, digest }: { draft: string; file: string; digest: string | null },
): Promise<string | null> {
  const name = `${holderOf(draft)}: the attachment ${file}`;
  const kept = (await files.inspect(tx, holderOf(draft), [file])).get(file);
  if (!kept) return (await wasErased(tx, draft)) ? null : `${name} is missing`;
  if (!kept.isWhole) return `${name} is not what was attached`;
  // Entries of earlier versions of this program name no digest.
  return digest !== null && digest !== kept.digest ? `${name}: its digest is not what was journalled` : null;
}

async function faultsOfAttachments(
  kernel: Kernel,
  tenant: string,
): Promise<{ checked: number; faults: string[] }> {
  const result = { checked: 0, faults: [] as string[] };
  await eachPage(kernel.database, tenant, { type: 'decision.fileAdded' }, PAGE, async (tx, entries) => {
    for (const { subject, data } of entries) {
      const fault = await faultOf(kernel, tx, {
        draft: subject.slice('decision/'.length),
        file: String(data.file),
        digest: typeof data.digest === 'string' ? data.digest : null,
      });
      result.checked += 1;
      if (fault !== null) result.faults.push(fault);
    }
  });
  return result;
}

/** Compares what drafts say, what is attached to them and who acted with the journal. Reads only. */
export const verifyDrafts =
  (kernel: Kernel) =>
  async (tenant: string): Promise<Verification> => {
    const results = [
      await faultsOfAttachments(kernel, tenant),
      await faultsOfActs(kernel, tenant),
      await faultsOfContents(kernel, tenant),
    ];
    return {
      checked: results.reduce((sum, { checked }) => sum + checked, 0),
      what: 'attachments, acts and contents of drafts',
      faults: results.flatMap(({ faults }) => faults),
    };
  };
