import type { Tx } from '#kernel/db/database.js';
import { readEntries } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Verification } from '#kernel/module.js';
import { holderOf } from './deps.js';

const PAGE = 200;

/** What is wrong with one attachment that the journal knows; null when it is what was attached. */
async function faultOf(
  { files }: Pick<Kernel, 'files'>,
  tx: Tx,
  { draft, file, digest }: { draft: string; file: string; digest: string | null },
): Promise<string | null> {
  const name = `${holderOf(draft)}: the attachment ${file}`;
  const kept = (await files.inspect(tx, holderOf(draft), [file])).get(file);
  if (!kept) return `${name} is missing`;
  if (!kept.isWhole) return `${name} is not what was attached`;
  // Entries of earlier versions of this program name no digest.
  return digest !== null && digest !== kept.digest ? `${name}: its digest is not what was journalled` : null;
}

/** Compares every attachment that the journal knows with what is kept, the newest first. Reads only. */
export const verifyAttachments =
  (kernel: Kernel) =>
  async (tenant: string): Promise<Verification> => {
    const result: Verification = { checked: 0, what: 'attachments of drafts', faults: [] };
    let after: number | undefined;
    do {
      after = await kernel.database.transaction(tenant, async (tx) => {
        const page = await readEntries(tx, { type: 'decision.fileAdded' }, { after, limit: PAGE });
        for (const { subject, data } of page.entries) {
          const fault = await faultOf(kernel, tx, {
            draft: subject.slice('decision/'.length),
            file: String(data.file),
            digest: typeof data.digest === 'string' ? data.digest : null,
          });
          result.checked += 1;
          if (fault !== null) result.faults.push(fault);
        }
        return page.next ?? undefined;
      });
    } while (after !== undefined);
    return result;
  };
