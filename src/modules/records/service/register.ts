import { randomBytes } from 'node:crypto';
import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { fiscalYearOf } from '#kernel/values/fiscal-year.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { contentDigest, SALT_BYTES, sha256 } from '../content-digest.js';
import {
  type DocumentHead,
  type DocumentNumber,
  documentSubject,
  numberText,
  UNCLASSIFIED,
} from '../model.js';
import { idByKey, insertDocument, type NewDocument } from '../store/documents.js';
import { nextNumber } from '../store/numbers.js';
import { index } from '../store/search.js';
import { insertVersion } from '../store/versions.js';
import type { RecordsDeps } from './deps.js';

/** What comes into the register; the number is given by it. */
export interface Registration
  extends Pick<
    NewDocument,
    | 'direction'
    | 'kind'
    | 'unit'
    | 'grade'
    | 'classification'
    | 'inCharge'
    | 'documentDate'
    | 'receivedOn'
    | 'subject'
    | 'correspondent'
    | 'theirNumber'
  > {
  /** The same key twice is the same document. */
  intakeKey: string;
  /** Files that `from` holds, in their order. */
  files: { from: string; ids: readonly string[] };
}

/**
 * The next number under a symbol, in the transaction of what it is for. Take it late: others who want one of the same
 * symbol wait until this transaction ends.
 */
export const issueNumber = (
  tx: Tx,
  context: Context,
  { symbol, fiscalYear = fiscalYearOf(today(context.clock)) }: { symbol: string; fiscalYear?: number },
): Promise<DocumentNumber> => nextNumber(tx, { symbol, fiscalYear });

/** Keeps files as a version of a document, for good. */
export async function keepVersion(
  { files, vault }: Pick<Kernel, 'files' | 'vault'>,
  tx: Tx,
  context: Context,
  { id, unit }: Pick<DocumentHead, 'id' | 'unit'>,
  version: number,
  { from, ids }: Registration['files'],
): Promise<void> {
  const holder = documentSubject(id);
  await files.claim(tx, ids, from, holder);
  const stored = await files.heldBy(tx, holder, ids);
  invariant(stored.length === ids.length, 'files of a version are those that were received');
  const hashes = [];
  for (const { file } of stored) {
    const read = await files.read(tx, holder, file);
    invariant(read, 'a file that was claimed is there');
    hashes.push(sha256(read.bytes));
  }
  const salt = randomBytes(SALT_BYTES);
  const digest = contentDigest(salt, hashes);
  await insertVersion(tx, vault, id, {
    version,
    digest,
    content: { salt, files: stored },
    madeAt: context.clock.now(),
    madeBy: actorRef(context.actor),
  });
  await append(tx, context, {
    type: 'document.versionAdded',
    subject: holder,
    data: { unit, version, files: ids.length, digest: digest.toString('hex') },
  });
}

/** The one door by which anything becomes a document. Repeating it with the same key gives the same document. */
export async function register(
  { kernel, rulesOf }: Pick<RecordsDeps, 'kernel' | 'rulesOf'>,
  tx: Tx,
  context: Context,
  { files, intakeKey, ...what }: Registration,
): Promise<{ id: string; number: DocumentNumber | null }> {
  const { vault } = kernel;
  const rules = rulesOf(context);
  if (!rules.kind(what.kind) || !(what.classification === UNCLASSIFIED || rules.classOf(what.classification)))
    throw new AppError('invalidInput', `no kind ${what.kind} or class ${what.classification}`);
  const known = await idByKey(tx, intakeKey);
  if (known !== undefined) return { id: known, number: null };
  const registeredAt = context.clock.now();
  const id = uuidv7(registeredAt);
  const number = await issueNumber(tx, context, { symbol: rules.symbolOf(what.unit) });
  await insertDocument(tx, vault, { ...what, ...number, id, intakeKey, registeredAt });
  await index(tx, vault, { id, registeredAt, ...what, ...number }, null, {
    isComplete: files.ids.length === 0,
  });
  if (files.ids.length > 0) await keepVersion(kernel, tx, context, { id, unit: what.unit }, 1, files);
  await append(tx, context, {
    type: 'document.registered',
    subject: documentSubject(id),
    data: {
      direction: what.direction,
      kind: what.kind,
      unit: what.unit,
      grade: what.grade,
      classification: what.classification,
      year: number.fiscalYear,
      number: numberText(number),
    },
  });
  return { id, number };
}

/** Two that are sent at the same moment: the second meets the first one's key, and finds what it has become. */
export async function once<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error;
    return act();
  }
}

/** In a transaction of its own. */
export const registerOnce = (
  deps: Pick<RecordsDeps, 'kernel' | 'rulesOf'>,
  context: Context,
  registration: Registration,
): Promise<{ id: string; number: DocumentNumber | null }> =>
  once(() =>
    deps.kernel.database.transaction(tenantOf(context), (tx) => register(deps, tx, context, registration)),
  );
