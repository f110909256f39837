import type { Context } from '#kernel/context.js';
import { type Locale, localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { IconName } from '#ui/components/icon.js';
import type { Procedure } from './definition.js';
import { EVENT_ICONS, EVENT_WORDS } from './life-events.js';
import type { CatalogueService } from './service/catalogue.js';
import type { CaseLine, MyService } from './service/my.js';
import type { PaperService } from './service/paper.js';
import type { PastAnswers } from './service/past-answers.js';
import type { Publishing } from './service/publishing.js';

/* What a module that writes definitions needs: their schema, their checks, and the way to publish them. */
export { AssuranceLevel } from './assurance.js';
export { readProcedureIds } from './catalog.js';
export {
  Channel,
  DELIVERIES,
  LIFE_EVENTS,
  Procedure,
  type ProcedureProblem,
  procedureProblems,
  Slug,
  UnfinishedProcedure,
} from './definition.js';
export { feeDue } from './fee.js';
export { EVENT_WORDS } from './life-events.js';
export type { Publication } from './publication.js';
export type { PastCase } from './service/past-answers.js';
export type { Original, Publishing, VersionLine } from './service/publishing.js';
export { DOCUMENT_TEMPLATES } from './templates.js';

export interface ProcedureLink {
  id: string;
  title: string;
}

/** What other modules may ask of procedures. */
export interface ProcedureApi {
  searchProcedures(
    context: Context,
    text: string,
    locale: Locale,
    limit: number,
  ): Promise<(ProcedureLink & { summary: string })[]>;
  popularProcedures(context: Context, locale: Locale, limit?: number): Promise<ProcedureLink[]>;
  /** The first eight life events that have procedures here. */
  lifeEvents(context: Context, locale: Locale): Promise<{ id: string; title: string; icon: IconName }[]>;
  /** The person's own open cases, newest first. */
  casesOf(context: Context, limit: number): Promise<CaseLine[]>;
  publishing: Publishing;
  /** Answers of the last cases, for trying a changed definition; every look is journalled. */
  pastAnswers: PastAnswers;
  /** A definition that is being written, as a paper form (PDF). */
  paperPreview(context: Context, procedure: Procedure): Promise<Uint8Array>;
}

const TILES = 8;
const POPULAR = 5;

export const createProcedureApi = ({
  catalogue,
  my,
  publishing,
  pastAnswers,
  paper,
}: {
  catalogue: CatalogueService;
  my: MyService;
  publishing: Publishing;
  pastAnswers: PastAnswers;
  paper: Pick<PaperService, 'preview'>;
}): ProcedureApi => ({
  searchProcedures: async (context, text, locale, limit) =>
    catalogue.find(context, { text, limit }, locale).items.map(({ id, title, summary }) => ({
      id,
      title: localize(title, locale),
      summary: localize(summary, locale),
    })),
  popularProcedures: async (context, locale, limit = POPULAR) => {
    const procedures = await catalogue.popular(context, limit);
    return procedures.map(({ id, title }) => ({ id, title: localize(title, locale) }));
  },
  lifeEvents: async (context, locale) => {
    const t = translatorFor(locale);
    return catalogue
      .lifeEvents(context)
      .slice(0, TILES)
      .map((event) => ({ id: event, title: t(EVENT_WORDS[event]), icon: EVENT_ICONS[event] }));
  },
  casesOf: (context, limit) => my.casesOf(context, limit),
  publishing,
  pastAnswers,
  paperPreview: (context, procedure) => paper.preview(context, procedure),
});
