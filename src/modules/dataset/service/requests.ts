import { actorRef, type Context } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { characterCount } from '#kernel/values/japanese-text.js';
import { type DataRequest, type RequestState, requestSubject } from '../model.js';
import { countNew, findRequest, insertRequest, listRequests, saveRequest } from '../store/requests.js';
import { type DatasetDeps, inTenant } from './deps.js';

export const MOST_WORDS = 1000;
const PAGE = 30;
/** Unread requests of everybody together: whoever sends thousands fills no database. */
const MOST_UNREAD = 500;

export type Asked = { ok: true } | { ok: false; problem: 'empty' | 'tooLong' | 'tooMany' };

/** Data that people ask for: anybody, without an account; nothing is shown before somebody has read it. */
export function createRequests(deps: DatasetDeps) {
  const { kernel } = deps;
  const { access, vault } = kernel;
  return {
    async ask(context: Context, id: string, typed: string): Promise<Asked> {
      const words = typed.trim();
      if (words === '') return { ok: false, problem: 'empty' };
      if (characterCount(words) > MOST_WORDS) return { ok: false, problem: 'tooLong' };
      return inTenant(deps, context, async (tx) => {
        if ((await countNew(tx, MOST_UNREAD)) >= MOST_UNREAD) return { ok: false, problem: 'tooMany' };
        if (await insertRequest(tx, vault, { id, words, at: context.clock.now() }))
          await append(tx, context, { type: 'dataset.requested', subject: requestSubject(id), data: {} });
        return { ok: true };
      });
    },

    /** Those that somebody of the staff has put on the list. */
    shown: (context: Context): Promise<DataRequest[]> =>
      inTenant(deps, context, (tx) => listRequests(tx, vault, ['listed', 'answered'], { limit: PAGE })),

    list: (context: Context, after?: string): Promise<{ items: DataRequest[]; next: string | null }> => {
      access.requireAnywhere(context, 'dataset.moderate');
      return inTenant(deps, context, async (tx) => {
        const found = await listRequests(tx, vault, ['new', 'listed', 'answered', 'hidden'], {
          after,
          limit: PAGE + 1,
        });
        const items = found.slice(0, PAGE);
        return { items, next: found.length > PAGE ? (items.at(-1)?.id ?? null) : null };
      });
    },

    decide: (
      context: Context,
      id: string,
      state: Exclude<RequestState, 'new'>,
      answer: string | null,
    ): Promise<void> => {
      access.requireAnywhere(context, 'dataset.moderate');
      return inTenant(deps, context, async (tx) => {
        if (!(await findRequest(tx, vault, id))) throw notFound(requestSubject(id));
        if (state === 'answered' && !answer) throw new AppError('invalidInput', 'an answer has words');
        await saveRequest(tx, id, {
          state,
          answer: state === 'answered' ? answer : null,
          by: actorRef(context.actor),
          decided_at: context.clock.now(),
        });
        await append(tx, context, {
          type: 'dataset.requestDecided',
          subject: requestSubject(id),
          data: { state },
        });
      });
    },
  };
}
