import type { Answers } from '#forms/answers.js';
import { type CompiledPage, compiledForm } from '#forms/compile.js';
import type { FormDefinition, FormPageDefinition } from '#forms/definition.js';
import { type Field, isQuestion, type Question } from '#forms/fields/field.js';
import { type Expression, withNames } from '#kernel/expressions/expression.js';
import { LOCALES, type LocalizedText, localize } from '#kernel/i18n/locales.js';
import {
  APPLICANT_KEYS,
  canonicalOf,
  constraintsOf,
  isProposable,
  type Target,
  targetsOf,
  wordingOf,
} from './shared.js';

/** A procedure whose form takes part. */
export interface PartForm {
  procedure: string;
  form: FormDefinition;
}

/** Where the answer to a question of a procedure comes from. */
type Source =
  | { kind: 'field'; id: string }
  /** Put together from what the person was asked part by part. */
  | { kind: 'person'; members: ReadonlyMap<string, string> };

export interface CombinedForm {
  form: FormDefinition;
  /** Procedure that a page belongs to; absent for the page that all share. */
  procedureOf: ReadonlyMap<string, string>;
  /** By procedure: its own field → the question that was asked. */
  sources: ReadonlyMap<string, ReadonlyMap<string, Source>>;
  /** Questions that ask in the same words as earlier ones: whose answers are shown, to be sent or changed. */
  earlier: ReadonlyMap<string, readonly string[]>;
}

/** Page of what is asked once for all. */
export const SHARED_PAGE = 'common';
const MOST_ID = 60;

/**
 * The forms of several procedures as one: what they share is asked once on the first page, the rest follows page by
 * page for each procedure, its conditions and checks with it. `answersFor` gives each procedure its own answers back.
 */
export function combine(parts: readonly PartForm[], sharedTitle: LocalizedText): CombinedForm {
  const targets = parts.map(({ form }) => targetsOf(form));
  const shared = sharedQuestions(parts, targets);
  const pages: FormPageDefinition[] = [];
  const procedureOf = new Map<string, string>();
  const sources = new Map<string, ReadonlyMap<string, Source>>();

  const common = inOrder([...shared].filter(([, { isCommon }]) => isCommon));
  if (common.length > 0) pages.push({ id: SHARED_PAGE, title: sharedTitle, fields: common, checks: [] });

  parts.forEach(({ procedure, form }, index) => {
    const own = new Map<string, Source>();
    const moved = new Set<string>();
    const asked = new Map<string, Question>();
    for (const target of targets[index] ?? []) {
      const source = sourceOf(target, shared, index);
      if (!source) continue;
      own.set(target.field.id, source);
      const here = askedHere(target, shared, index);
      if (here) asked.set(target.field.id, here);
      else moved.add(target.field.id);
    }
    const number = index + 1;
    form.pages.forEach((page, pageIndex) => {
      page.fields.forEach((field, at) => {
        if (isQuestion(field) && !own.has(field.id))
          own.set(field.id, { kind: 'field', id: fieldId(number, field.id, `${pageIndex}x${at}`) });
      });
    });
    sources.set(procedure, own);
    const { pages: compiled } = compiledForm(form);
    compiled.forEach((page, pageIndex) => {
      const id = pageId(number, page.page.id, pageIndex);
      const made = ownPage(page, { id, number, form, own, moved, asked });
      if (!made) return;
      pages.push(made);
      procedureOf.set(id, procedure);
    });
  });
  const form: FormDefinition = { pages };
  return { form, procedureOf, sources, earlier: sameQuestions(form) };
}

interface SharedQuestion {
  field: Question;
  constraints: string;
  /** On the first page; else where it is first asked. */
  isCommon: boolean;
  /** The part in which it is asked, when it is not on the first page. */
  askedIn: number;
  purposes: LocalizedText[];
  bases: LocalizedText[];
}

const isOfAPart = (key: string): boolean => key.startsWith('same.');

/** What is asked once, by key. Only what somebody is surely asked can be relied on by the others. */
function sharedQuestions(
  parts: readonly PartForm[],
  targets: readonly (readonly Target[])[],
): Map<string, SharedQuestion> {
  const found = new Map<string, SharedQuestion>();
  targets.forEach((own, index) => {
    for (const target of own.filter(({ isSure }) => isSure)) {
      for (const part of target.parts)
        if (!found.has(part.key)) found.set(part.key, firstAsked(target, part, index, found.size));
    }
  });
  targets.forEach((own, index) => {
    const form = parts[index]?.form;
    for (const target of own) {
      for (const part of target.parts) {
        const known = found.get(part.key);
        if (!known || known.constraints !== constraintsOf(part.field)) continue;
        const { purpose = form?.purpose, legalBasis = form?.legalBasis } = target.field;
        if (purpose !== undefined) known.purposes.push(purpose);
        if (legalBasis !== undefined) known.bases.push(legalBasis);
        known.field = withNeedOf(known.field, target, part);
      }
    }
  });
  for (const known of found.values()) {
    if (known.purposes.length > 0) known.field = { ...known.field, purpose: joined(known.purposes) };
    if (known.bases.length > 0) known.field = { ...known.field, legalBasis: joined(known.bases) };
  }
  return found;
}

type TargetPart = Target['parts'][number];

function firstAsked(target: Target, part: TargetPart, index: number, count: number): SharedQuestion {
  const { key, field } = part;
  const constraints = constraintsOf(field);
  const isCommon = !isOfAPart(key);
  const canonical = canonicalOf(key);
  const words = canonical && constraintsOf(canonical) === constraints ? canonical : field;
  const id = isCommon ? commonId(key) : fieldId(index + 1, target.field.id, `same${count}`);
  return {
    field: { ...(words as Question), id, optional: mayBeOpen(target, part) },
    constraints,
    isCommon,
    askedIn: index,
    purposes: [],
    bases: [],
  };
}

const mayBeOpen = ({ field }: Target, part: TargetPart): boolean =>
  part.member === null ? field.optional : part.field.optional;

/** Whoever needs the answer decides whether it may stay open and how it is protected. */
const withNeedOf = (question: Question, target: Target, part: TargetPart): Question => ({
  ...question,
  optional: question.optional && mayBeOpen(target, part),
  ...(target.field.sensitivity === 'special' && { sensitivity: 'special' as const }),
});

/** Who it is first, as every form has it; then the rest as it came. */
function inOrder(common: readonly (readonly [string, SharedQuestion])[]): Field[] {
  const place = (key: string): number => {
    const at = APPLICANT_KEYS.indexOf(key);
    return at === -1 ? APPLICANT_KEYS.length : at;
  };
  return [...common].sort(([a], [b]) => place(a) - place(b)).map(([, { field }]) => field);
}

const fits = ({ parts }: Target, shared: ReadonlyMap<string, SharedQuestion>, index: number): boolean =>
  parts.every(({ key, field }) => {
    const known = shared.get(key);
    return known?.constraints === constraintsOf(field) && (known.isCommon || known.askedIn <= index);
  });

function sourceOf(target: Target, shared: ReadonlyMap<string, SharedQuestion>, index: number): Source | null {
  if (!fits(target, shared, index)) return null;
  const members = target.parts.flatMap(({ key, member }) => {
    const id = shared.get(key)?.field.id;
    return id === undefined || member === null ? [] : [[member, id] as const];
  });
  if (members.length > 0) return { kind: 'person', members: new Map(members) };
  const only = shared.get(target.parts[0]?.key ?? '');
  return only ? { kind: 'field', id: only.field.id } : null;
}

/** The question as it is asked here for others, too; undefined when it is asked elsewhere. */
function askedHere(
  { parts, isSure }: Target,
  shared: ReadonlyMap<string, SharedQuestion>,
  index: number,
): Question | undefined {
  const first = shared.get(parts[0]?.key ?? '');
  return first && !first.isCommon && first.askedIn === index && isSure ? first.field : undefined;
}

interface OwnPage {
  id: string;
  number: number;
  form: FormDefinition;
  own: ReadonlyMap<string, Source>;
  /** Asked elsewhere. */
  moved: ReadonlySet<string>;
  /** Asked here for others, too. */
  asked: ReadonlyMap<string, Question>;
}

/** A page of one procedure with what is still to be asked on it; null when that is nothing. */
function ownPage({ page, show, fields, checks }: CompiledPage, of: OwnPage): FormPageDefinition | null {
  const { own, moved, number } = of;
  const left = fields.filter(({ field }) => !moved.has(field.id));
  if (left.length === 0) return null;
  const rename = (name: string): string | null => {
    const source = own.get(name);
    return source?.kind === 'field' ? source.id : null;
  };
  const renamed = (expression: Expression | null) => expression && withNames(expression, rename);
  const made: FormPageDefinition = {
    id: of.id,
    fields: left.map(({ field, show: fieldShow, calculate }, at) => {
      const condition = renamed(fieldShow);
      const rule = renamed(calculate);
      const id = rename(field.id) ?? fieldId(number, field.id, `statement${at}`);
      const asked = of.asked.get(field.id);
      if (asked) return { ...asked, id };
      return {
        ...field,
        id,
        ...(condition !== null && { show: condition }),
        ...(field.kind === 'calculated' && rule !== null && { value: rule }),
        ...(isQuestion(field) && { purpose: field.purpose ?? of.form.purpose }),
        ...(isQuestion(field) && { legalBasis: field.legalBasis ?? of.form.legalBasis }),
      } as Field;
    }),
    checks: checks.map(({ check, require }) => ({
      ...check,
      require: withNames(require, rename),
      field: rename(check.field) ?? check.field,
    })),
  };
  const condition = renamed(show);
  if (condition !== null) made.show = condition;
  if (page.title !== undefined) made.title = page.title;
  return made;
}

const capital = (id: string): string => `${id.charAt(0).toUpperCase()}${id.slice(1)}`;

/** identity.birthDate → commonBirthDate, reuse.dayPhone → commonReuseDayPhone */
const commonId = (key: string): string => {
  const [from = '', id = ''] = key.split('.');
  const name = `common${from === 'reuse' ? 'Reuse' : ''}${capital(id)}`;
  return name.slice(0, MOST_ID);
};

const fieldId = (number: number, id: string, place: string): string => {
  const name = `p${number}${capital(id)}`;
  return name.length <= MOST_ID ? name : `p${number}Field${place}`;
};

const pageId = (number: number, id: string, index: number): string => {
  const name = `p${number}-${id}`;
  return name.length <= MOST_ID ? name : `p${number}-page-${index}`;
};

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
    // A part that was left blank is absent in a person, not null.
    const person = [...source.members].flatMap(([member, from]) =>
      given[from] === undefined || given[from] === null ? [] : [[member, given[from]] as const],
    );
    if (person.length > 0) answers[id] = Object.fromEntries(person);
  }
  return answers;
}

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

/** The several texts as one, each once: the purposes for which a shared answer is used. */
const joined = (texts: readonly LocalizedText[]): LocalizedText => {
  const perLocale = LOCALES.map((locale) => {
    const words = [...new Set(texts.map((text) => localize(text, locale)))];
    return [locale, words.join(locale === 'ja' || locale === 'ja-x-easy' ? '、' : '; ')] as const;
  });
  return Object.fromEntries(perLocale) as unknown as LocalizedText;
};
