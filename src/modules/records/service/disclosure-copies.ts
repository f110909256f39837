import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import type { Received, StoredFile } from '#kernel/files/files.js';
import type { Upload } from '#kernel/files/rules.js';
import { append } from '#kernel/journal/journal.js';
import type { PaymentHead } from '#modules/payment/api.js';
import { sha256 } from '../content-digest.js';
import { type Disclosure, type DisclosureCopy, disclosureSubject } from '../disclosure.js';
import { copiesOf, deleteCopy, insertCopy, openedCopy } from '../store/disclosure-copies.js';
import { disclosureOfLetter, disclosuresAbout, findDisclosure } from '../store/disclosures.js';
import { findIssue } from '../store/issues.js';
import type { RecordsDeps } from './deps.js';

export const COPY_RULES = {
  contents: ['pdf', 'image', 'office', 'text'] as const,
  maxBytes: 50 * 1024 * 1024,
};
export const MOST_COPIES = 100;

/** What stands beside the letter on the my page. */
export interface MyCopies {
  disclosure: Pick<Disclosure, 'id' | 'state' | 'deliveredWay'>;
  /** What is to be paid before; null where nothing is. */
  payment: PaymentHead | null;
  copies: DisclosureCopy[];
}

/** Files that are given out on requests for disclosure: exactly these, and who got them when. */
export function createDisclosureCopies({ kernel, payment }: RecordsDeps) {
  const { access, database, files, vault } = kernel;

  /** While it is not handed over, by whoever works on it. */
  async function changeable(tx: Tx, context: Context, id: string): Promise<Disclosure> {
    const units = access.unitsFor(context, 'records.disclose');
    const found = await findDisclosure(tx, vault, units, id, { lock: true });
    if (!found) throw notFound(disclosureSubject(id));
    if (found.state === 'delivered')
      throw new AppError('notAllowedNow', `the copies of ${disclosureSubject(id)} were handed over`);
    return found;
  }

  async function added(tx: Tx, context: Context, { id, unit }: Disclosure, { file }: StoredFile) {
    const subject = disclosureSubject(id);
    const read = await files.read(tx, subject, file);
    invariant(read, 'what was kept is there');
    const digest = sha256(read.bytes).toString('hex');
    const by = { addedBy: actorRef(context.actor), addedAt: context.clock.now() };
    await insertCopy(tx, id, { file, digest, ...by });
    await append(tx, context, { type: 'disclosure.copyAdded', subject, data: { unit, file, digest } });
  }

  /** The request behind a letter of who asks, once it came to the my page. */
  async function own(tx: Tx, context: Context, letter: string): Promise<Disclosure | undefined> {
    const issue = await findIssue(tx, vault, letter);
    const isOwn = issue?.recipient === actorRef(context.actor) && issue.state === 'dispatched';
    return isOwn ? disclosureOfLetter(tx, vault, letter) : undefined;
  }

  return {
    /** Takes a file in as it was sent, disarmed; what is wrong with it, or null. */
    async add(
      context: Context,
      id: string,
      upload: Upload,
    ): Promise<Extract<Received, { ok: false }>['problem'] | 'tooMany' | null> {
      const tenant = tenantOf(context);
      const isFull = await database.transaction(tenant, async (tx) => {
        await changeable(tx, context, id);
        return (await copiesOf(tx, files, id)).length >= MOST_COPIES;
      });
      if (isFull) return 'tooMany';
      const received = await files.receive(context, upload, COPY_RULES, disclosureSubject(id));
      if (!received.ok) return received.problem;
      await database.transaction(tenant, async (tx) =>
        added(tx, context, await changeable(tx, context, id), received.stored),
      );
      return null;
    },

    /** Keeps a copy that was made here, as it is. */
    keep: (context: Context, id: string, file: { name: string; bytes: Uint8Array }): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const one = await changeable(tx, context, id);
        const kept = { ...file, mediaType: 'application/pdf' };
        const stored = await files.keep(tx, context.clock.now(), disclosureSubject(id), kept);
        await added(tx, context, one, stored);
      }),

    remove: (context: Context, id: string, file: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { unit } = await changeable(tx, context, id);
        if (!(await deleteCopy(tx, id, file))) throw notFound(`copy ${file}`);
        const subject = disclosureSubject(id);
        await append(tx, context, { type: 'disclosure.copyRemoved', subject, data: { unit, file } });
      }),

    /** For staff: a look at it, journalled as one at the request. */
    file: (context: Context, id: string, file: string) =>
      database.transaction(tenantOf(context), async (tx) => {
        const units = access.unitsFor(context, 'records.disclose');
        const found = await findDisclosure(tx, vault, units, id);
        const isCopy = found && (await copiesOf(tx, files, id)).some((one) => one.file === file);
        const read = isCopy ? await files.read(tx, disclosureSubject(id), file) : undefined;
        if (!found || !read) throw notFound(`copy ${file}`);
        const data = { unit: found.unit };
        await append(tx, context, { type: 'disclosure.viewed', subject: disclosureSubject(id), data });
        return read;
      }),

    /** Requests about a document that are not handed over yet: for which a copy of it can be kept. */
    about: (context: Context, document: string): Promise<Disclosure[]> =>
      database.transaction(tenantOf(context), (tx) =>
        disclosuresAbout(tx, vault, access.unitsFor(context, 'records.disclose'), document),
      ),

    /** Beside a letter on the my page; null where it tells of no disclosure. */
    ofLetter: (context: Context, letter: string): Promise<MyCopies | null> =>
      database.transaction(tenantOf(context), async (tx) => {
        const disclosure = await own(tx, context, letter);
        if (!disclosure || disclosure.lines.length === 0) return null;
        const owed = await payment.paymentFor(tx, disclosureSubject(disclosure.id));
        const isHere = disclosure.deliveredWay === 'my';
        return {
          disclosure,
          payment: owed?.state === 'paid' ? null : owed,
          copies: isHere ? await copiesOf(tx, files, disclosure.id) : [],
        };
      }),

    /** A copy on the my page; that it was opened first is known to the section. */
    fileOfLetter: (context: Context, letter: string, file: string) =>
      database.transaction(tenantOf(context), async (tx) => {
        const disclosure = await own(tx, context, letter);
        const isHere = disclosure?.deliveredWay === 'my';
        const copy = isHere
          ? (await copiesOf(tx, files, disclosure.id)).find((one) => one.file === file)
          : undefined;
        const read = disclosure && copy && (await files.read(tx, disclosureSubject(disclosure.id), file));
        if (!disclosure || !read) throw notFound(`copy ${file}`);
        if (copy?.openedAt === null) {
          await openedCopy(tx, disclosure.id, file, context.clock.now());
          const data = { unit: disclosure.unit, file };
          const subject = disclosureSubject(disclosure.id);
          await append(tx, context, { type: 'disclosure.copyOpened', subject, data });
        }
        return read;
      }),
  };
}
