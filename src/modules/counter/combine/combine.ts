import type { Answers } from '#forms/answers.js';
import { compiledForm } from '#forms/compile.js';
import type { FormDefinition, FormPageDefinition } from '#forms/definition.js';
import { isQuestion, type Question } from '#forms/fields/field.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { fieldId, pageId } from './ids.js';
import { type OwnForm, ownPage, statedPage } from './pages.js';
import { askedHere, inOrder, type Source, sharedQuestions, sourceOf } from './questions.js';
import { type Asking, isLeftOut, isProposable, PLAIN_ASKING, targetsOf, wordingOf } from './shared.js';

/** A procedure whose form takes part. */
export interface PartForm {
  procedure: string;
  form: FormDefinition;
  /** What is known of its answers before anything is asked (`statable`). */
  stated?: Answers;
}

export interface CombinedForm {
  form: FormDefinition;
  /** Procedure that a page belongs to; absent for the page that all share. */
  procedureOf: ReadonlyMap<string, string>;
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
export interface Titles {
  /** Of what is asked once for all. */
  shared: LocalizedText;
  /** Of what follows from answers that were given before. */
  stated: LocalizedText;
}

/** Page of what is asked once for all. */
export const SHARED_PAGE = 'common';

/**
 * The forms of several procedures as one: what they share is asked once on the first page, the rest follows page by
 * page for each procedure, its conditions and checks with it. `answersFor` gives each procedure its own answers back.
 */
export function combine(
  parts: readonly PartForm[],
  titles: Titles,
  asking: Asking = PLAIN_ASKING,
): CombinedForm {
  const targets = parts.map(({ form, stated = {} }) => targetsOf(form, stated, asking));
  const shared = sharedQuestions(parts, targets, asking);
  const pages: FormPageDefinition[] = [];
  const procedureOf = new Map<string, string>();
  const sources = new Map<string, ReadonlyMap<string, Source>>();
  const statedPages = new Set<string>();
  const known: Record<string, unknown> = {};

  const common = inOrder([...shared].filter(([, { isCommon }]) => isCommon));
  if (common.length > 0) pages.push({ id: SHARED_PAGE, title: titles.shared, fields: common, checks: [] });

  parts.forEach(({ procedure, form, stated = {} }, index) => {
    const own = new Map<string, Source>();
    const elsewhere = new Set<string>(Object.keys(stated));
    const asked = new Map<string, Question>();
    for (const target of targets[index] ?? []) {
      const source = sourceOf(target, shared, index);
      if (!source) continue;
      own.set(target.field.id, source);
      const here = askedHere(target, shared, index);
      if (here) asked.set(target.field.id, here);
      else elsewhere.add(target.field.id);
    }
    const number = index + 1;
    const compiled = compiledForm(form).pages;
    compiled.forEach(({ show: pageShow, fields }, pageIndex) => {
      fields.forEach(({ field, show }, at) => {
        if (isQuestion(field) && !own.has(field.id) && !isLeftOut(pageShow, show))
          own.set(field.id, { kind: 'field', id: fieldId(number, field.id, `${pageIndex}x${at}`) });
      });
    });
    sources.set(procedure, own);
    const of: OwnForm = { number, form, own, elsewhere, asked };
    const first = statedPage(of, stated, titles.stated);
    if (first) {
      pages.push(first.page);
      procedureOf.set(first.page.id, procedure);
      statedPages.add(first.page.id);
      Object.assign(known, first.answers);
    }
    compiled.forEach((page, pageIndex) => {
      const id = pageId(number, page.page.id, pageIndex);
      const made = ownPage(page, id, of);
      if (!made) return;
      pages.push(made);
      procedureOf.set(id, procedure);
    });
  });
  const form: FormDefinition = { pages };
  return { form, procedureOf, sources, earlier: sameQuestions(form), statedPages, stated: known };
}

/** Earlier questions in the same words, nearest first. */
function sameQuestions({ pages }: FormDefinition): Map<string, readonly string[]> {
  const before = new Map<string, string[]>();
  const found = new Map<string, readonly string[]>();
  for (const field of pages.flatMap((page) => page.fields)) {
    if (!isProposable(field)) continue;
    const { purpose: _purpose, legalBasis: _basis, ...asked } = field;
    const wording = wordingOf(asked as Question);
    const known = before.get(wording) ?? [];
    if (known.length > 0) found.set(field.id, [...known]);
    before.set(wording, [field.id, ...known]);
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
