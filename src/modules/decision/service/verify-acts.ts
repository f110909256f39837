import type { Tx } from '#kernel/db/database.js';
import type { Entry } from '#kernel/journal/entry.js';
import { readEntries } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { EntryName } from '../entries.js';
import type { Act } from '../model/draft.js';
import { type ActKey, actKeysOf, countActs } from '../store/acts.js';
import { digestsOf, settledAmong } from '../store/drafts.js';
import { holderOf } from './deps.js';

const PAGE = 500;

/** Acts of which the journal has an entry each. */
const ENTRY_OF = {
  approved: 'decision.approved',
  objected: 'decision.objected',
  noted: 'decision.circulated',
  confirmed: 'decision.confirmedLater',
} as const satisfies Partial<Record<Act, EntryName>>;
type Told = keyof typeof ENTRY_OF;
const TOLD = Object.keys(ENTRY_OF) as Told[];

const draftIn = ({ subject }: Entry): string => subject.slice(holderOf('').length);

const isSame = (kept: ActKey, act: Told, { data, actor }: Entry): boolean =>
  kept.act === act && kept.round === data.round && kept.step === data.step && actor === `staff/${kept.staff}`;

/** Reads all entries of a type, the newest first, a page in a transaction each. */
async function eachPage(
  { database }: Pick<Kernel, 'database'>,
  tenant: string,
  type: EntryName,
  look: (tx: Tx, entries: Entry[]) => Promise<void>,
): Promise<void> {
  let after: number | undefined;
  do {
    after = await database.transaction(tenant, async (tx) => {
      const page = await readEntries(tx, { type }, { after, limit: PAGE });
      await look(tx, page.entries);
      return page.next ?? undefined;
    });
  } while (after !== undefined);
}

/** Compares who agreed, objected, read and confirmed with the journal: none is missing, none was added or changed. */
export async function faultsOfActs(
  kernel: Kernel,
  tenant: string,
): Promise<{ checked: number; faults: string[] }> {
  const faults: string[] = [];
  const told = new Map<string, number>();
  let checked = 0;
  for (const act of TOLD)
    await eachPage(kernel, tenant, ENTRY_OF[act], async (tx, entries) => {
      const kept = Map.groupBy(await actKeysOf(tx, [...new Set(entries.map(draftIn))]), ({ draft }) => draft);
      for (const entry of entries) {
        const draft = draftIn(entry);
        told.set(draft, (told.get(draft) ?? 0) + 1);
        checked += 1;
        if (!kept.get(draft)?.some((one) => isSame(one, act, entry)))
          faults.push(
            `${entry.subject}: what was journalled at ${entry.position} (${entry.type}) is not kept so`,
          );
      }
    });
  const counts = await kernel.database.transaction(tenant, (tx) => countActs(tx, TOLD));
  for (const [draft, count] of counts)
    if (count > (told.get(draft) ?? 0))
      faults.push(`${holderOf(draft)}: more was done with it than was journalled`);
  return { checked, faults };
}

/** Compares what is under way and what was decided with what was sent. Entries of earlier versions have no digest. */
export async function faultsOfContents(
  kernel: Kernel,
  tenant: string,
): Promise<{ checked: number; faults: string[] }> {
  const faults: string[] = [];
  const seen = new Set<string>();
  let checked = 0;
  // A reviewer who was added on the way changes what the draft asks for: then the newest new route holds.
  const rerouted = new Map<string, Entry>();
  await eachPage(kernel, tenant, 'decision.rerouted', async (_tx, entries) => {
    for (const entry of entries)
      if (typeof entry.data.digest === 'string' && !rerouted.has(draftIn(entry)))
        rerouted.set(draftIn(entry), entry);
  });
  await eachPage(kernel, tenant, 'decision.sent', async (tx, entries) => {
    // The newest sending of a draft is what holds; it comes first.
    const newest = entries.filter((entry) => !seen.has(draftIn(entry)) && seen.add(draftIn(entry)));
    const ids = newest.map(draftIn);
    const settled = await settledAmong(tx, ids);
    const digests = await digestsOf(tx, ids);
    for (const entry of newest) {
      const anew = rerouted.get(draftIn(entry));
      const { digest } = anew && anew.position > entry.position ? anew.data : entry.data;
      if (typeof digest !== 'string' || !settled.has(draftIn(entry))) continue;
      checked += 1;
      if (digests.get(draftIn(entry)) !== digest)
        faults.push(`${entry.subject}: it does not say what was sent`);
    }
  });
  return { checked, faults };
}
