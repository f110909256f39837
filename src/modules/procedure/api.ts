import type { FormDefinition } from '#forms/definition.js';
import type { Field } from '#forms/fields/field.js';
import type { RawByField } from '#forms/page-reading.js';
import type { AskedQuestion } from '#forms/submission.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { type Locale, type LocalizedText, localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import type { RelatedSource } from '#modules/register/api.js';
import type { IconName } from '#ui/components/icon.js';
import type { Fee, Procedure } from './definition.js';
import { EVENT_ICONS, EVENT_WORDS } from './life-events.js';
import { proposals } from './prefill.js';
import { type LinkedCase, linkTogether } from './related/link-together.js';
import { createAboutRows } from './service/about-rows.js';
import type { CatalogueService } from './service/catalogue.js';
import type { ProcedureVersion } from './service/definitions.js';
import type { ProcedureDeps } from './service/deps.js';
import { type Application, type Intake, takeIn } from './service/intake.js';
import type { CaseLine, MyService } from './service/my.js';
import { personData, withPostalCode } from './service/new-case.js';
import type { FilledApplication, PaperPreview, PaperService } from './service/paper.js';
import type { PastAnswers } from './service/past-answers.js';
import type { Publishing } from './service/publishing.js';
import type { TemplateService } from './service/templates.js';
import { type CaseParties, caseByNumber, findCase, partiesOf } from './store/cases.js';

/* What a module that writes definitions needs: their schema, their checks, and the way to publish them. */
export { AssuranceLevel } from './assurance.js';
/* What a module that takes in applications needs. */
export { readProcedureIds } from './catalog.js';
export {
  Channel,
  DELIVERIES,
  kindOf,
  LIFE_EVENTS,
  PROCEDURE_KINDS,
  Procedure,
  Slug,
  UnfinishedProcedure,
} from './definition.js';
export { type ProcedureProblem, procedureProblems } from './definition-problems.js';
export { feeDue } from './fee.js';
export { EVENT_WORDS } from './life-events.js';
export { personAmong } from './person-among.js';
export type { Publication } from './publication.js';
export { PAGE_WITH_FILES, revisionOf, textOf } from './routes/input.js';
export type { Intake } from './service/intake.js';
export type { PaperPreview } from './service/paper.js';
export type { Original, Publishing, VersionLine } from './service/publishing.js';
export { type IdentityCheck, identityChecks } from './staff-entry.js';
export { DOCUMENT_TEMPLATES } from './templates.js';
export { Cost } from './views/start-facts.js';
export { StartBody } from './views/start-page.js';
export { withoutAccount } from './without-account.js';

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
  /** Everything that is offered, with the section that receives it. */
  proceduresOf(context: Context): { id: string; title: LocalizedText; unit: string }[];
  popularProcedures(context: Context, locale: Locale, limit?: number): Promise<ProcedureLink[]>;
  /** The first eight life events that have procedures here. */
  lifeEvents(context: Context, locale: Locale): Promise<{ id: string; title: string; icon: IconName }[]>;
  /** The person's own open cases, newest first. */
  casesOf(context: Context, limit: number): Promise<CaseLine[]>;
  /** Whose case it is and who works on it; null when there is none or its content is erased. */
  partiesOf(tx: Tx, caseId: string): Promise<CaseParties | null>;
  /** Whose case has this number, and which section has it; null when there is none. */
  caseNumbered(tx: Tx, number: ReferenceNumber): Promise<CaseParties | null>;
  /** Title of a version that a case was made with. */
  titleOf(tx: Tx, procedure: string, version: string): Promise<LocalizedText>;
  publishing: Publishing;
  /** Answers of the last cases, for trying a changed definition; every look is journalled. */
  pastAnswers: PastAnswers;
  /** What the municipality offers now, with the version that it has. */
  offered(context: Context): readonly ProcedureVersion[];
  /**
   * Every procedure that the catalogue or the editor has, offered here or not; with the form of the catalogue's shared
   * definition, null for those of a municipality's own.
   */
  known(context: Context): ReadonlyMap<string, FormDefinition | null>;
  /** The version that something was begun with. */
  at(tx: Tx, id: string, version: string): Promise<Procedure>;
  /** The one door through which applications become cases. Whoever calls has checked who may do so. */
  takeIn(tx: Tx, context: Context, application: Application): Promise<Intake>;
  /** Cases about rows of registers, for whoever may see them. */
  related: RelatedSource;
  /** Links cases that are one matter, each with every other. Whoever calls has checked who may do so. */
  linkTogether(tx: Tx, context: Context, cases: readonly LinkedCase[]): Promise<void>;
  /** What the identity knows of who is signed in, in the controls of these fields; nothing for everybody else. */
  knownOf(tx: Tx, context: Context, fields: readonly Field[]): Promise<RawByField>;
  /** What was asked and answered in a case. Whoever calls has checked who may see it. */
  askedIn(tx: Tx, caseId: string): Promise<AnsweredCase | undefined>;
  /** A definition that is being written, as a paper form (PDF). */
  paperPreview(context: Context, procedure: Procedure): Promise<PaperPreview>;
  /** The document that it gives out (PDF), with made-up content. */
  documentPreview(context: Context, procedure: Procedure): Promise<Uint8Array>;
  /** Ways in which its fee can be paid here. */
  waysToPay(context: Context, procedure: Procedure): Fee['payment'];
  /** Applications printed into their forms, as one PDF. Whoever calls has checked who may see them. */
  paperCopies(context: Context, applications: readonly FilledApplication[]): Promise<Uint8Array>;
}

/** A case as papers print it. */
export interface AnsweredCase extends FilledApplication {
  number: ReferenceNumber;
  title: LocalizedText;
  fee: number;
  dueOn: Temporal.PlainDate;
  asked: readonly AskedQuestion[];
}

const MOST_PROCEDURES = 10_000;
const TILES = 8;
const POPULAR = 5;

interface ApiServices {
  catalogue: CatalogueService;
  my: MyService;
  publishing: Publishing;
  pastAnswers: PastAnswers;
  paper: Pick<PaperService, 'preview' | 'copies'>;
  templates: Pick<TemplateService, 'specimen'>;
}

export const createProcedureApi = (
  deps: ProcedureDeps,
  { catalogue, my, publishing, pastAnswers, paper, templates }: ApiServices,
): ProcedureApi => ({
  searchProcedures: async (context, text, locale, limit) =>
    catalogue.find(context, { text, limit }).items.map(({ id, title, summary }) => ({
      id,
      title: localize(title, locale),
      summary: localize(summary, locale),
    })),
  proceduresOf: (context) =>
    catalogue
      .find(context, { limit: MOST_PROCEDURES })
      .items.map(({ id, title, unit }) => ({ id, title, unit })),
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
  partiesOf,
  caseNumbered: async (tx, number) => {
    const id = await caseByNumber(tx, number);
    return id === undefined ? null : partiesOf(tx, id);
  },
  titleOf: async (tx, procedure, version) => (await deps.definitions.at(tx, procedure, version)).title,
  publishing,
  pastAnswers,
  offered: (context) => deps.definitions.offered(context),
  known: (context) =>
    new Map<string, FormDefinition | null>([
      ...deps.definitions.ids(tenantOf(context)).map((id) => [id, null] as const),
      ...[...deps.definitions.shared()].map(([id, { form }]) => [id, form] as const),
    ]),
  at: (tx, id, version) => deps.definitions.at(tx, id, version),
  takeIn: (tx, context, application) => takeIn(tx, context, deps, application),
  related: createAboutRows(deps),
  linkTogether,
  knownOf: async (tx, context, fields) => {
    const known = await deps.identity.personOf(tx, context);
    return known ? proposals(fields, await withPostalCode(tx, deps.places, personData(context, known))) : {};
  },
  askedIn: async (tx, caseId) => {
    const found = await findCase(tx, deps.kernel.vault, caseId);
    if (!found) return undefined;
    const procedure = await deps.definitions.at(tx, found.procedure, found.version);
    const { askedInJapanese, asked, answers } = found.content;
    const { number, fee, dueOn, channel } = found;
    const { title } = procedure;
    return { number, title, fee, dueOn, asked: askedInJapanese ?? asked, procedure, answers, channel };
  },
  paperPreview: (context, procedure) => paper.preview(context, procedure),
  documentPreview: (context, procedure) => templates.specimen(context, procedure),
  waysToPay: (context, procedure) => catalogue.waysToPay(context, procedure),
  paperCopies: (context, applications) => paper.copies(context, applications),
});
