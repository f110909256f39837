import { dateIn } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { type Draft, MOST_FOUND, type RelatedLink, SHORTEST_WORD } from '../model/draft.js';
import { decidedSeen, type Looking, seenOf } from '../store/related.js';
import type { DecisionDeps, Desk } from './deps.js';

/** A document as the register names it. */
interface RegisteredDocument {
  id: string;
  /** 奈市第123号 */
  number: string;
  fiscalYear: number;
  title: string;
}

/** What drafts ask of the register of documents, which knows drafts: handed in by the app. */
export interface RegisterLookup {
  /** Documents with the words or of the number that may be seen, the newest first. */
  find(tx: Tx, context: Context, text: string, limit: number): Promise<RegisteredDocument[]>;
  /** Of these documents, those that may be seen. */
  named(tx: Tx, context: Context, ids: readonly string[]): Promise<RegisteredDocument[]>;
  /** Whether the document that a decided draft became, or will become, may be seen. */
  isOpen(tx: Tx, context: Context, draft: Pick<Draft, 'id' | 'unit' | 'drafter'>): Promise<boolean>;
}

/** A related document as whoever looks may see it. */
export type RelatedItem = { path: string } & (
  | ({ kind: 'document' } & RegisteredDocument)
  | { kind: 'draft'; id: string; title: string; kindTitle: string; decidedOn: Temporal.PlainDate | null }
);
export interface RelatedView {
  items: RelatedItem[];
  /** How many more there are that this person may not see: nothing else is said of them. */
  hidden: number;
}

/** So many decided drafts are looked through. */
const LOOKED_THROUGH = 500;

const comparable = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Documents of the register and decided drafts to which a draft is related. */
export function createRelated({ kernel, register }: DecisionDeps, desk: Desk) {
  const { access, database, vault } = kernel;

  const lookingOf = (context: Context): Looking => ({
    me: desk.meOf(context),
    units: desk.mayAdminister(context) ? null : access.unitsFor(context, 'decision.read'),
  });
  const ofDocument = (document: RegisteredDocument): RelatedItem => ({
    kind: 'document',
    ...document,
    path: `/staff/records/documents/${document.id}`,
  });
  const ofDraft = (context: Context, { id, kind, content, decidedAt }: Draft): RelatedItem => ({
    kind: 'draft',
    id,
    title: content.title,
    kindTitle: desk.kindsOf(context).get(kind)?.title ?? kind,
    decidedOn: decidedAt && dateIn(decidedAt),
    path: `/staff/decisions/${id}`,
  });

  /** In the order in which they were chosen. */
  async function view(tx: Tx, context: Context, links: readonly RelatedLink[]): Promise<RelatedView> {
    const idsOf = (kind: RelatedLink['kind']) => links.filter((one) => one.kind === kind).map(({ id }) => id);
    const documents = new Map(
      (await register.named(tx, context, idsOf('document'))).map((one) => [one.id, one]),
    );
    const drafts = await seenOf(tx, vault, lookingOf(context), idsOf('draft'));
    const items = links.flatMap(({ kind, id }): RelatedItem[] => {
      const document = kind === 'document' ? documents.get(id) : undefined;
      const draft = kind === 'draft' ? drafts.get(id) : undefined;
      return [...(document ? [ofDocument(document)] : []), ...(draft ? [ofDraft(context, draft)] : [])];
    });
    return { items, hidden: links.length - items.length };
  }

  return {
    view,

    /** For the form: what was chosen, and what is found besides. */
    choices: (
      context: Context,
      { chosen, find, not }: { chosen: readonly RelatedLink[]; find: string; not: string | undefined },
    ): Promise<{ chosen: RelatedView; found: RelatedItem[] }> => {
      access.requireAnywhere(context, 'decision.draft');
      return database.transaction(tenantOf(context), async (tx) => {
        const words = comparable(find)
          .split(/\s+/u)
          .filter((word) => word.length >= SHORTEST_WORD);
        if (words.length === 0) return { chosen: await view(tx, context, chosen), found: [] };
        const documents = await register.find(tx, context, find, MOST_FOUND);
        const drafts = (await decidedSeen(tx, vault, lookingOf(context), LOOKED_THROUGH))
          .filter(({ content }) => words.every((word) => comparable(content.title).includes(word)))
          .slice(0, MOST_FOUND);
        const isNew = ({ kind, id }: RelatedItem) =>
          id !== not && !chosen.some((one) => one.kind === kind && one.id === id);
        return {
          chosen: await view(tx, context, chosen),
          found: [...documents.map(ofDocument), ...drafts.map((draft) => ofDraft(context, draft))].filter(
            isNew,
          ),
        };
      });
    },

    /** Of what was chosen, what may be: whatever was there before stays, of the rest what this person may see. */
    async accepted(
      tx: Tx,
      context: Context,
      wanted: readonly RelatedLink[],
      before: readonly RelatedLink[],
    ): Promise<RelatedLink[]> {
      const key = ({ kind, id }: RelatedLink) => `${kind}/${id}`;
      const had = new Set(before.map(key));
      const added = wanted.filter((one) => !had.has(key(one)));
      const { items } = await view(tx, context, added);
      const may = new Set([...had, ...items.map(key)]);
      return wanted.filter((one) => may.has(key(one)));
    },
  };
}
export type Related = ReturnType<typeof createRelated>;
