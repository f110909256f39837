import type { Entry } from '#kernel/journal/entry.js';
import { eachPage } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { EntryName } from '../entries.js';
import type { Act } from '../model/draft.js';
import { type ActKey, actKeysOf, countActs } from '../store/acts.js';
import { settledDigests } from '../store/drafts.js';
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

/** Compares who agreed, objected, read and confirmed with the journal: none is missing, none was added or changed. */
export async function faultsOfActs(
  kernel: Kernel,
  tenant: string,
): Promise<{ checked: number; faults: string[] }> {
  const faults: string[] = [];
  const told = new Map<string, number>();
  let checked = 0;
  for (const act of TOLD)
    await eachPage(kernel.database, tenant, { type: ENTRY_OF[act] }, PAGE, async (tx, entries) => {
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
  await eachPage(kernel.database, tenant, { type: 'decision.rerouted' }, PAGE, async (_tx, entries) => {
    for (const entry of entries)
      if (typeof entry.data.digest === 'string' && !rerouted.has(draftIn(entry)))
        rerouted.set(draftIn(entry), entry);
  });
  await eachPage(kernel.database, tenant, { type: 'decision.sent' }, PAGE, async (tx, entries) => {
    // The newest sending of a draft is what holds; it comes first.
    const newest = entries.filter((entry) => !seen.has(draftIn(entry)) && seen.add(draftIn(entry)));
    const digests = await settledDigests(tx, newest.map(draftIn));
    for (const entry of newest) {
      const anew = rerouted.get(draftIn(entry));
      const { digest } = anew && anew.position > entry.position ? anew.data : entry.data;
      const kept = digests.get(draftIn(entry));
      if (typeof digest !== 'string' || kept === undefined) continue;
      checked += 1;
      if (kept !== digest) faults.push(`${entry.subject}: it does not say what was sent`);
    }
  });
  return { checked, faults };
}
