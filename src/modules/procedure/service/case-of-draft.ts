import type { Tx } from '#kernel/db/database.js';
import { caseOfKey, type KnownIntake } from '../store/cases.js';
import { sheetsOfDraft } from '../store/paper.js';

export const sheetKey = (sheet: string): string => `paper/${sheet}`;

/** What a draft has become: sent online, or printed and handed in. */
export async function caseOfDraft(tx: Tx, draft: string): Promise<KnownIntake | undefined> {
  const sent = await caseOfKey(tx, `draft/${draft}`);
  if (sent) return sent;
  for (const sheet of await sheetsOfDraft(tx, draft)) {
    const handedIn = await caseOfKey(tx, sheetKey(sheet));
    if (handedIn) return handedIn;
  }
  return undefined;
}
