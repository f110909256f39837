import type { Answers } from '#forms/answers.js';
import { compiledForm } from '#forms/compile.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Vault } from '#kernel/crypto/vault.js';
import { AppError } from '#kernel/errors.js';
import type { UsedGuide } from './model.js';

/*
 * Answers to the questions of a guide travel with the visitor: nothing about them is kept here, and going back, printing
 * and the PDF work without script. They are told in confidence (a death, a disability), so the address holds them sealed
 * with the key of the municipality, for two hours, and for nobody else once the browser is known: neither a log of the
 * server nor the history of a library's computer tells them later.
 */

/** Name in the address. */
export const TOLD = 'told';

/** So long may be thought about it. */
export const TOLD_FOR = Temporal.Duration.from({ hours: 2 });

/** The length of what is sealed tells nothing about the answers. */
const BLOCK = 512;

/** Whom the answers belong to; null while nobody knows the browser. */
const holderOf = ({ actor }: Context): string | null => (actor.kind === 'anonymous' ? null : actorRef(actor));

const subjectOf = ({ guide }: UsedGuide): string => `guide/${guide.id}`;

/** The query that takes answers along; '' when there are none. */
export function toldQuery(
  vault: Pick<Vault, 'seal'>,
  context: Context,
  used: UsedGuide,
  answers: Answers,
): string {
  if (Object.keys(answers).length === 0) return '';
  const until = context.clock.now().add(TOLD_FOR).epochMilliseconds;
  const text = JSON.stringify({ until, by: holderOf(context), answers });
  const length = Math.ceil((Buffer.byteLength(text) + 1) / BLOCK) * BLOCK;
  const padded = text.padEnd(text.length + length - Buffer.byteLength(text));
  const sealed = vault.seal(tenantOf(context), subjectOf(used), padded);
  return `?${TOLD}=${sealed.toString('base64url')}`;
}

/** What fits the questions; `isOver` when something was told, but too long ago, or not here. */
export function toldIn(
  vault: Pick<Vault, 'open'>,
  context: Context,
  used: UsedGuide,
  query: URLSearchParams,
): { answers: Answers; isOver: boolean } {
  const sealed = query.get(TOLD);
  if (sealed === null) return { answers: {}, isOver: false };
  const told = opened(vault, context, used, sealed);
  const isOthers = told !== null && told.by !== null && told.by !== holderOf(context);
  if (!told || isOthers || told.until <= context.clock.now().epochMilliseconds)
    return { answers: {}, isOver: true };
  const answers: Record<string, unknown> = {};
  for (const [id, { field, stored }] of compiledForm(used.form).questions) {
    if (!Object.hasOwn(told.answers, id)) continue;
    const answer = told.answers[id];
    if (answer === null ? field.optional : stored.safeParse(answer).success) answers[id] = answer;
  }
  return { answers, isOver: false };
}

function opened(
  vault: Pick<Vault, 'open'>,
  context: Context,
  used: UsedGuide,
  sealed: string,
): { until: number; by: string | null; answers: Answers } | null {
  try {
    const text = vault.open(tenantOf(context), subjectOf(used), Buffer.from(sealed, 'base64url'));
    return JSON.parse(text.toString());
  } catch (error) {
    // Cut short when it was copied, or made up: nothing was told.
    if (error instanceof AppError) return null;
    throw error;
  }
}
