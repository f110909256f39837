import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { type Issue, type SealPicture, sealHolder } from '../issue.js';
import { type DocumentHead, documentSubject } from '../model.js';
import { findDocument, headsOf } from '../store/documents.js';
import { findIssue, sealUses, waitingForSeal } from '../store/issues.js';
import { findSeal, insertSeal, listSeals, retireSeal } from '../store/seals.js';
import { doorOf, type RecordsDeps, staffOf } from './deps.js';
import { keepLetter } from './keep-letter.js';

export interface IssueLine {
  issue: Issue;
  document: DocumentHead;
}

const PAGE = 50;
/** So many are shown that wait; the next come when these are done. */
const MOST_WAITING = 100;

/** Keeping and using the official seals (公印). */
export function createSealing(deps: RecordsDeps) {
  const { kernel, identity } = deps;
  const { access, database, files, vault } = kernel;
  const reachOf = (context: Context) => ({
    door: doorOf(kernel, context),
    units: access.unitsFor(context, 'records.seal'),
  });

  async function linesOf(tx: Tx, issues: readonly Issue[]): Promise<IssueLine[]> {
    const heads = await headsOf(
      tx,
      vault,
      issues.map(({ documentId }) => documentId),
    );
    return issues.flatMap((issue) => {
      const document = heads.get(issue.documentId);
      return document ? [{ issue, document }] : [];
    });
  }

  return {
    /** What waits for its seal, and the seals. */
    waiting: (
      context: Context,
    ): Promise<{ lines: IssueLine[]; seals: SealPicture[]; names: ReadonlyMap<string, string> }> => {
      access.requireAnywhere(context, 'records.seal');
      return database.transaction(tenantOf(context), async (tx) => {
        const lines = await linesOf(tx, await waitingForSeal(tx, vault, reachOf(context), MOST_WAITING));
        const staff = lines.flatMap(({ issue }) => staffOf(issue.preparedBy));
        return {
          lines,
          seals: await listSeals(tx),
          names: await identity.staffNames(tx, [...new Set(staff)]),
        };
      });
    },

    /** 公印使用簿: every use, the latest first. */
    uses: (
      context: Context,
      after?: TimePlace,
    ): Promise<{
      lines: IssueLine[];
      seals: SealPicture[];
      names: ReadonlyMap<string, string>;
      next: TimePlace | null;
    }> => {
      access.requireAnywhere(context, 'records.seal');
      return database.transaction(tenantOf(context), async (tx) => {
        const found = await sealUses(tx, vault, reachOf(context), { after, limit: PAGE + 1 });
        const lines = await linesOf(tx, found.slice(0, PAGE));
        const staff = lines.flatMap(({ issue }) => [
          ...staffOf(issue.preparedBy),
          ...staffOf(issue.sealedBy),
        ]);
        const last = lines.at(-1)?.issue;
        return {
          lines,
          seals: await listSeals(tx),
          names: await identity.staffNames(tx, [...new Set(staff)]),
          next: found.length > PAGE && last?.sealedAt ? { at: last.sealedAt, id: last.documentId } : null,
        };
      });
    },

    /**
     * Uses the seal on a document that waits for it; one without a seal is only set. Throws unavailable when the seal or its time-stamp cannot be had:
     * the document then waits on, and nothing was sent.
     */
    async seal(context: Context, id: string, revision: number): Promise<void> {
      const isSealed = await database.transaction(tenantOf(context), async (tx) => {
        const document = await findDocument(tx, vault, doorOf(kernel, context), id);
        const issue = document && (await findIssue(tx, vault, id));
        if (!document || !issue) throw notFound(documentSubject(id));
        const { seal } = issue;
        access.require(context, seal === 'omitted' ? 'records.keep' : 'records.seal', document.unit);
        return seal !== 'omitted';
      });
      const sealedBy = isSealed ? actorRef(context.actor) : null;
      await keepLetter(deps, context, id, { revision, sealedBy });
    },

    /** A picture that was received for `from` becomes a seal. */
    add: (
      context: Context,
      { title, unit, from, file }: { title: string; unit: string; from: string; file: string },
    ): Promise<void> => {
      access.require(context, 'records.seal', unit);
      return database.transaction(tenantOf(context), async (tx) => {
        const addedAt = context.clock.now();
        const id = uuidv7(addedAt);
        await files.claim(tx, [file], from, sealHolder(id));
        const [stored] = await files.heldBy(tx, sealHolder(id), [file]);
        if (!stored?.mediaType.startsWith('image/'))
          throw new AppError('invalidInput', 'a seal is a picture', { fields: { picture: 'none' } });
        await insertSeal(tx, { id, title, unit, file, addedBy: actorRef(context.actor), addedAt });
        const data = { unit, picture: id };
        await append(tx, context, { type: 'seal.added', subject: sealHolder(id), data });
      });
    },

    /** It is not used any more; papers that carry it stay as they are. */
    retire: (context: Context, id: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const seal = await findSeal(tx, id);
        if (!seal || !access.can(context, 'records.seal', seal.unit)) throw notFound(sealHolder(id));
        if (seal.retiredAt) return;
        await retireSeal(tx, id, context.clock.now());
        const data = { unit: seal.unit, picture: id };
        await append(tx, context, { type: 'seal.retired', subject: sealHolder(id), data });
      }),
  };
}
