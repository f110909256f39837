import { type Context, tenantOf } from '#kernel/context.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { newVerificationCode } from '#kernel/values/verification-code.js';
import { sha256 } from '../content-digest.js';
import { sealHolder } from '../issue.js';
import { documentSubject, numberText } from '../model.js';
import { headOf } from '../store/documents.js';
import { findIssue, saveIssue } from '../store/issues.js';
import { findSeal } from '../store/seals.js';
import { versionsOf } from '../store/versions.js';
import type { RecordsDeps } from './deps.js';
import { letterPdf } from './letter-pdf.js';
import { keepVersion } from './register.js';

/**
 * The final edition of an outgoing document becomes a version of it. It is set and sealed before anything is written:
 * where the seal cannot be had (`unavailable`), everything stays as it was. Whoever calls has checked who may.
 */
export async function keepLetter(
  { kernel }: Pick<RecordsDeps, 'kernel'>,
  context: Context,
  id: string,
  { revision, sealedBy }: { revision: number; sealedBy: string | null },
): Promise<void> {
  const { database, files, vault } = kernel;
  const tenant = tenantOf(context);
  const conflict = () => new AppError('conflict', `letter ${id} has changed`);
  const before = await database.transaction(tenant, async (tx) => {
    const document = await headOf(tx, vault, id);
    const issue = await findIssue(tx, vault, id);
    if (!document || !issue?.words) throw notFound(`letter of ${documentSubject(id)}`);
    if (issue.state !== 'prepared' || issue.revision !== revision) throw conflict();
    const seal = issue.sealId === null ? null : await findSeal(tx, issue.sealId);
    const picture = seal && (await files.read(tx, sealHolder(seal.id), seal.file));
    invariant(issue.seal !== 'picture' || picture, 'a seal has its picture');
    return { document, issue, words: issue.words, picture: picture ?? null };
  });
  const { document, issue, words, picture } = before;
  const code = issue.seal === 'omitted' ? null : newVerificationCode();
  const facts = { ...issue, words, document, subject: document.subject, unit: document.unit };
  const pdf = await letterPdf(kernel, context, facts, { mode: 'final', code, picture });
  await database.transaction(tenant, async (tx) => {
    const now = context.clock.now();
    const held = await findIssue(tx, vault, id, { lock: true });
    if (held?.state !== 'prepared' || held.revision !== revision) throw conflict();
    const holder = `draft/records/letter/${id}`;
    const name = `${numberText(document)}.pdf`;
    const kept = await files.keep(tx, now, holder, { name, mediaType: 'application/pdf', bytes: pdf });
    await saveIssue(tx, id, {
      state: 'ready',
      code,
      sealed_by: sealedBy,
      sealed_at: sealedBy === null ? null : now,
    });
    const [newest] = await versionsOf(tx, vault, id);
    await keepVersion(kernel, tx, context, document, (newest?.version ?? 0) + 1, {
      from: holder,
      ids: [kept.file],
    });
    if (sealedBy === null) return;
    const { unit } = document;
    const data = { unit, seal: issue.seal, picture: issue.sealId, digest: sha256(pdf).toString('hex') };
    await append(tx, context, { type: 'document.sealed', subject: documentSubject(id), data });
  });
}
