import type { Answers } from '#forms/answers.js';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { Procedure } from '../definition.js';
import type { Case } from '../model.js';
import { awaitedParts, missingParts, waitingFor } from './model.js';
import { partsOf } from './store.js';

interface Day {
  today: Temporal.PlainDate;
}

/** How many parts keep the case from being approved. */
export async function partsLeft(
  tx: Tx,
  vault: Vault,
  found: Case,
  procedure: Procedure,
  facts: Day,
): Promise<number> {
  if (procedure.thirdParties.length === 0) return 0;
  const parts = await partsOf(tx, vault, found.id);
  return found.awaitedParts + missingParts(procedure, found.content.answers, parts, facts).length;
}

/** Phase and clock of a case as its parts and these answers have it now. */
export async function recounted(
  tx: Tx,
  vault: Vault,
  subject: Parameters<typeof waitingFor>[0] & { id: string },
  procedure: Procedure,
  answers: Answers,
  facts: Day,
): Promise<ReturnType<typeof waitingFor>> {
  const parts = procedure.thirdParties.length === 0 ? [] : await partsOf(tx, vault, subject.id);
  return waitingFor(subject, awaitedParts(procedure, answers, parts, facts), facts.today);
}
