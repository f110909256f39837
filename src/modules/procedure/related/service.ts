import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import { placeText, readTimePlace } from '#kernel/values/list-place.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import type { Case, CaseSummary } from '../model.js';
import type { ProcedureDeps } from '../service/deps.js';
import { createDesk } from '../service/desk.js';
import { caseByNumber, findCase } from '../store/cases.js';
import { caseSubject, withPurpose } from '../timeline.js';
import { casesOfSameApplicant, countLinks, deleteLink, insertLink, linkedCases } from './store.js';

export interface RelatedLine extends CaseSummary {
  title: LocalizedText;
}

/** What the case's own page shows of its related ones. */
export interface RelatedCases {
  linked: RelatedLine[];
  sameApplicant: RelatedLine[];
  /** There are more of the same applicant than these. */
  hasMore: boolean;
}

export interface RelatedPage {
  case: Pick<Case, 'id' | 'number' | 'unit'>;
  linked: RelatedLine[];
  sameApplicant: RelatedLine[];
  next: string | null;
}

/** `self`: a case is not linked with itself; `full`: it has as many links as it can have. */
export type Linked = 'linked' | 'already' | 'unknown' | 'self' | 'full';

const SHOWN = 5;
const PAGE = 50;
/** Links of one case; whatever needs more is no longer one matter. */
export const MOST_LINKS = 50;

/** Cases that belong together: linked by staff, or of the same applicant. Only those that the reader may see. */
export function createRelatedService({ kernel, definitions }: ProcedureDeps) {
  const { access, database, vault } = kernel;
  const { visible, purposeToday, staffId } = createDesk({ kernel });

  const withTitles = (tx: Tx, found: readonly CaseSummary[]): Promise<RelatedLine[]> =>
    Promise.all(
      found.map(async (one) => ({
        ...one,
        title: (await definitions.at(tx, one.procedure, one.version)).title,
      })),
    );

  async function opened(tx: Tx, context: Context, id: string, action: 'case.read' | 'case.work') {
    const found = await visible(tx, context, id);
    access.require(context, action, found.unit);
    const purpose = await purposeToday(tx, context, id);
    if (purpose === null)
      throw new AppError('notAllowedNow', 'related cases of a case that was not opened today');
    return { found, purpose };
  }

  const same = async (
    tx: Tx,
    context: Context,
    { id, applicant }: Case,
    page: Parameters<typeof casesOfSameApplicant>[4],
  ): Promise<CaseSummary[]> =>
    applicant === null
      ? []
      : casesOfSameApplicant(tx, vault, { id, applicant }, access.unitsFor(context, 'case.read'), page);

  return {
    /** For the page of a case that is open. */
    of: async (tx: Tx, context: Context, found: Case): Promise<RelatedCases> => {
      const units = access.unitsFor(context, 'case.read');
      const linked = await linkedCases(tx, vault, found.id, units, MOST_LINKS);
      const others = await same(tx, context, found, { limit: SHOWN + 1 });
      return {
        linked: await withTitles(tx, linked),
        sameApplicant: await withTitles(tx, others.slice(0, SHOWN)),
        hasMore: others.length > SHOWN,
      };
    },

    page: (context: Context, id: string, after: string | undefined): Promise<RelatedPage> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { found } = await opened(tx, context, id, 'case.read');
        const units = access.unitsFor(context, 'case.read');
        const linked = await linkedCases(tx, vault, id, units, MOST_LINKS);
        const rows = await same(tx, context, found, { after: readTimePlace(after), limit: PAGE + 1 });
        const shown = rows.slice(0, PAGE);
        const last = shown.at(-1);
        return {
          case: found,
          linked: await withTitles(tx, linked),
          sameApplicant: await withTitles(tx, shown),
          next: rows.length > PAGE && last ? placeText(last.submittedAt, last.id) : null,
        };
      }),

    /** Links the case with the one of this number, if the member of staff may see that one too. */
    link: (context: Context, id: string, number: ReferenceNumber): Promise<Linked> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { found, purpose } = await opened(tx, context, id, 'case.work');
        const otherId = await caseByNumber(tx, number);
        if (otherId === id) return 'self';
        const other = otherId === undefined ? undefined : await findCase(tx, vault, otherId);
        if (!other || !access.can(context, 'case.read', other.unit)) return 'unknown';
        for (const one of [found, other]) if ((await countLinks(tx, one.id)) >= MOST_LINKS) return 'full';
        if (!(await insertLink(tx, id, other.id, staffId(context), context.clock.now()))) return 'already';
        await append(tx, withPurpose(context, purpose), {
          type: 'case.linked',
          subject: caseSubject(id),
          data: { procedure: found.procedure, unit: found.unit, other: other.id },
        });
        return 'linked';
      }),

    unlink: (context: Context, id: string, otherId: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { found, purpose } = await opened(tx, context, id, 'case.work');
        await visible(tx, context, otherId);
        if (!(await deleteLink(tx, id, otherId))) throw notFound(`link of case ${id} with ${otherId}`);
        await append(tx, withPurpose(context, purpose), {
          type: 'case.unlinked',
          subject: caseSubject(id),
          data: { procedure: found.procedure, unit: found.unit, other: otherId },
        });
      }),
  };
}
