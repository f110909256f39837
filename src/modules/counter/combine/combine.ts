import type { Answers } from '#forms/answers.js';
import { compiledForm } from '#forms/compile.js';
import type { FormDefinition, FormPageDefinition } from '#forms/definition.js';
import { type Field, isQuestion, type Question } from '#forms/fields/field.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { type ArrangedTitles, arranged, type OwnPage, type PageSection, weightOf } from './arrange.js';
import { fieldId, pageId } from './ids.js';
import { type OwnForm, ownPage, statedPage } from './pages.js';
import {
  askedHere,
  inOrder,
  type SharedQuestion,
  type Source,
  sharedQuestions,
  sourceOf,
} from './questions.js';
import {
  type Asking,
  closedIn,
  isLeftOut,
  isProposable,
  PLAIN_ASKING,
  type Target,
  targetsOf,
  WHO_KEYS,
  wordingOf,
} from './shared.js';

/** A procedure whose form takes part. */
export interface PartForm {
  procedure: string;
  title?: LocalizedText;
  form: FormDefinition;
  /** What is known of its answers before anything is asked (`statable`). */
  stated?: Answers;
}

export interface CombinedForm {
  form: FormDefinition;
  /** Procedure that a field belongs to, and the heading of the part in which it stands; absent for what all share. */
  sectionOf: ReadonlyMap<string, PageSection>;
  /** By procedure: its own field → the question that was asked. */
  sources: ReadonlyMap<string, ReadonlyMap<string, Source>>;
  /** Questions that ask in the same words as earlier ones: whose answers are shown, to be sent or changed. */
  earlier: ReadonlyMap<string, readonly string[]>;
  /** Pages of what is known: not asked, but shown before it is sent. */
  statedPages: ReadonlySet<string>;
  /** What is known, by the question. */
  stated: Answers;
}

/** Titles of the pages that belong to no form. */
export interface Titles extends ArrangedTitles {
  /** Of what is asked once for all: who the person is … */
  shared: LocalizedText;
  /** … and whatever else several procedures ask. */
  sharedMore: LocalizedText;
  /** Of what follows from answers that were given before. */
  stated: LocalizedText;
}

/** Page of what is asked once for all. */
export const SHARED_PAGE = 'common';

/**
 * The forms of several procedures as one: what they share is asked once on the first pages, the rest follows by topic
 * and procedure, its conditions and checks with it. `answersFor` gives each procedure its own answers back.
 */
export function combine(
  parts: readonly PartForm[],
  titles: Titles,
  asking: Asking = PLAIN_ASKING,
): CombinedForm {
  const targets = parts.map(({ form, stated = {} }) => targetsOf(form, stated, asking));
  const shared = sharedQuestions(parts, targets, asking);
  const sectionOf = new Map<string, PageSection>();
  const sources = new Map<string, ReadonlyMap<string, Source>>();
  const statedPages: FormPageDefinition[] = [];
  const own: OwnPage[] = [];
  const known: Record<string, unknown> = {};

  parts.forEach(({ procedure, form, stated = {} }, index) => {
    const of = ownForm(index + 1, parts[index] ?? { procedure, form }, targets[index] ?? [], shared);
    sources.set(procedure, of.own);
    const first = statedPage(of, stated, titles.stated);
    if (first) {
      statedPages.push(first.page);
      for (const { id } of first.page.fields) sectionOf.set(id, { procedure, title: undefined });
      Object.assign(known, first.answers);
    }
    const closed = closedIn(form, stated);
    for (const page of compiledForm(form).pages) {
      const made = ownPage(page, of, closed);
      if (made) own.push(made);
    }
  });
  const common = sharedPages(shared, titles);
  const before = [...common, ...statedPages].flatMap(({ fields }) => fields.map(({ id }) => id));
  const titleOf = (id: string) => parts.find(({ procedure }) => procedure === id)?.title;
  const made = arranged(own, new Set(before), titles, titleOf).map(({ page, sections }, index) => {
    for (const { fields, procedure, title } of sections)
      for (const id of fields)
        sectionOf.set(id, { procedure, title: sections.length > 1 ? title : undefined });
    return { ...page, id: pageId(index) };
  });
  const form: FormDefinition = { pages: [...common, ...statedPages, ...made] };
  return {
    form,
    sectionOf,
    sources,
    earlier: sameQuestions(form),
    statedPages: new Set(statedPages.map(({ id }) => id)),
    stated: known,
  };
}

/** Where the answers of a procedure come from, and what is asked among its own questions. */
function ownForm(
  number: number,
  { procedure, form, stated = {} }: PartForm,
  targets: readonly Target[],
  shared: ReadonlyMap<string, SharedQuestion>,
): OwnForm {
  const own = new Map<string, Source>();
  const elsewhere = new Set<string>(Object.keys(stated));
  const asked = new Map<string, Question>();
  for (const target of targets) {
    const source = sourceOf(target, shared, number - 1);
    if (!source) continue;
    own.set(target.field.id, source);
    const here = askedHere(target, shared, number - 1);
    if (here) asked.set(target.field.id, here);
    else elsewhere.add(target.field.id);
  }
  compiledForm(form).pages.forEach(({ show: pageShow, fields }, pageIndex) => {
    fields.forEach(({ field, show }, at) => {
      if (isQuestion(field) && !own.has(field.id) && !isLeftOut(pageShow, show))
        own.set(field.id, { kind: 'field', id: fieldId(number, field.id, `${pageIndex}x${at}`) });
    });
  });
  return { number, procedure, form, own, elsewhere, asked };
}

/** Who the person is; what else is shared on a page of its own, when it is much. */
function sharedPages(shared: ReadonlyMap<string, SharedQuestion>, titles: Titles): FormPageDefinition[] {
  const common = [...shared].filter(([, { isCommon }]) => isCommon);
  const who = common.filter(([key]) => WHO_KEYS.includes(key));
  const more = common.filter(([key]) => !WHO_KEYS.includes(key));
  const page = (id: string, title: LocalizedText, questions: typeof common): FormPageDefinition[] =>
    questions.length === 0 ? [] : [{ id, title, fields: inOrder(questions), checks: [] }];
  return who.length === 0 || weightOf(inOrder(common)) <= MOST_SHARED
    ? page(SHARED_PAGE, titles.shared, common)
    : [...page(SHARED_PAGE, titles.shared, who), ...page('more', titles.sharedMore, more)];
}

/** More than stands on another page: name, reading, birth date and address are known by heart. */
const MOST_SHARED = 10;

const isAccount = ({ kind }: Field): boolean => kind === 'bankAccount';

/** Earlier questions in the same words, or for an account, nearest first. */
function sameQuestions({ pages }: FormDefinition): Map<string, readonly string[]> {
  const before = new Map<string, string[]>();
  const accounts: string[] = [];
  const found = new Map<string, readonly string[]>();
  for (const field of pages.flatMap((page) => page.fields)) {
    if (!isProposable(field)) continue;
    const { purpose: _purpose, legalBasis: _basis, ...asked } = field;
    const wording = wordingOf(asked as Question);
    const same = before.get(wording) ?? [];
    // Mostly it is the account of the same person, whatever a form calls it; who may leave it open is not asked to clear it.
    const known = same.length === 0 && isAccount(field) && !field.optional ? accounts : same;
    if (known.length > 0) found.set(field.id, [...known]);
    before.set(wording, [field.id, ...same]);
    if (isAccount(field)) accounts.unshift(field.id);
  }
  return found;
}

/** The answers of one procedure, out of those that were given together. Only what was answered. */
export function answersFor({ sources }: CombinedForm, procedure: string, given: Answers): Answers {
  const answers: Record<string, unknown> = {};
  for (const [id, source] of sources.get(procedure) ?? []) {
    if (source.kind === 'field') {
      if (Object.hasOwn(given, source.id)) answers[id] = given[source.id];
      continue;
    }
    if (source.kind !== 'person') {
      const person = given[source.id] as Readonly<Record<string, unknown>> | null | undefined;
      if (person === undefined) continue;
      if (source.kind === 'part') answers[id] = person?.[source.part] ?? null;
      else answers[id] = person && narrowed(person, source.parts);
      continue;
    }
    // A part that was left blank is absent in a person, not null.
    const person = [...source.members].flatMap(([member, from]) =>
      given[from] === undefined || given[from] === null ? [] : [[member, given[from]] as const],
    );
    if (person.length > 0) answers[id] = Object.fromEntries(person);
  }
  return answers;
}

const narrowed = (person: Readonly<Record<string, unknown>>, parts: readonly string[]) =>
  Object.fromEntries(Object.entries(person).filter(([part]) => parts.includes(part)));

/** What to show in a page's controls where nothing was typed yet: answers to the same question asked before. */
export function proposedFrom({ earlier }: CombinedForm, answers: Answers): Answers {
  const proposed: Record<string, unknown> = {};
  for (const [id, others] of earlier) {
    const known = others
      .map((other) => answers[other])
      .find((answer) => answer !== undefined && answer !== null);
    if (known !== undefined) proposed[id] = known;
  }
  return proposed;
}
