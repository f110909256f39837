import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { Rules } from './catalog.js';
import type { DocumentNumber } from './model.js';
import type { RecordsDeps } from './service/deps.js';
import { issueNumber, type Registration, register } from './service/register.js';
import { findIssue } from './store/issues.js';

export type { DocumentNumber } from './model.js';
export type { Registration, Rules };

/** What other modules ask of the records office. */
export interface RecordsApi {
  /** Symbols, kinds, classes and retention periods of the municipality. */
  rulesOf(context: Context): Rules;
  /**
   * The next number under a symbol in a fiscal year (the present one when absent), in the transaction of what it is
   * for: no gaps, no doubles. Take it late: others who want one of the same symbol wait.
   */
  issueNumber(tx: Tx, context: Context, of: { symbol: string; fiscalYear?: number }): Promise<DocumentNumber>;
  /**
   * Writes something into the register, with its files as the first version. Needs the journal entries
   * document.registered and document.versionAdded. The same key again gives the same document, and no number.
   */
  register(
    tx: Tx,
    context: Context,
    registration: Registration,
  ): Promise<{ id: string; number: DocumentNumber | null }>;
  /** To whose my page a document was sent; null for any other document. */
  addresseeOf(tx: Tx, document: string): Promise<string | null>;
}

export const createRecordsApi = (deps: RecordsDeps): RecordsApi => ({
  rulesOf: deps.rulesOf,
  issueNumber,
  register: (tx, context, registration) => register(deps, tx, context, registration),
  addresseeOf: async (tx, document) => (await findIssue(tx, deps.kernel.vault, document))?.recipient ?? null,
});
