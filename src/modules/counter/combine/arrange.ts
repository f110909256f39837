import type { FormPageDefinition } from '#forms/definition.js';
import { type Field, isQuestion } from '#forms/fields/field.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';

/*
 * The pages of several procedures in the order in which somebody tells their affairs: who belongs to them, accounts,
 * then what belongs to one procedure, last what they agree to. Short pages stand together; each part keeps its heading.
 * A list or an account has its page: who was named on one is proposed on the next.
 */

/** A page of one procedure, before it has a place. */
export interface OwnPage {
  page: FormPageDefinition;
  procedure: string;
  /** How much of a page it takes, as things stand. */
  weight: number;
  /** What its conditions and checks look at. */
  looksAt: ReadonlySet<string>;
}

/** One of the parts of which a page is made. */
export interface PageSection {
  procedure: string;
  /** Title of the page that it was; absent where its question is the heading. */
  title: LocalizedText | undefined;
}

interface ArrangedPage {
  page: Omit<FormPageDefinition, 'id'>;
  /** In the order of their fields. */
  sections: readonly (PageSection & { fields: readonly string[] })[];
}

/** Titles of pages of several parts. */
export interface ArrangedTitles {
  agreement: LocalizedText;
  /** Short pages of several procedures. */
  several: LocalizedText;
}

const TOPICS = ['people', 'money', 'own', 'agreement'] as const;
type Topic = (typeof TOPICS)[number];

/** Of what a page holds: about so many boxes fill a phone three times. */
const MOST_ON_PAGE = 6;
/** What may stand beside questions of another procedure, and how much of such. */
const SHORT = 2;
const MOST_MIXED = 4;
const WEIGHTS: Readonly<Partial<Record<Field['kind'], number>>> = {
  people: 3,
  person: 3,
  bankAccount: 3,
  position: 3,
  postalAddress: 2,
  statement: 0,
  calculated: 0,
};

/** What only some are asked counts half. */
export const weightOf = (fields: readonly Field[]): number =>
  fields.reduce((sum, field) => sum + (WEIGHTS[field.kind] ?? 1) * (field.show === undefined ? 1 : 0.5), 0);

function topicOf({ page: { fields }, weight }: OwnPage): Topic {
  const questions = fields.filter(isQuestion);
  if (weight > MOST_ON_PAGE) return 'own';
  const [first] = questions;
  if (first?.kind === 'people' && first.fields.some(({ kind }) => kind === 'name')) return 'people';
  if (questions.length > 0 && questions.every(({ kind }) => kind === 'bankAccount')) return 'money';
  if (questions.length > 0 && questions.every(({ kind }) => kind === 'consent')) return 'agreement';
  return 'own';
}

/** Whether a page can stand where only `known` has been asked, and still be decided. */
const isDecidable = ({ page, looksAt }: OwnPage, known: ReadonlySet<string>): boolean => {
  const own = new Set(page.fields.map(({ id }) => id));
  return [...looksAt].every((name) => own.has(name) || known.has(name));
};

const idsOf = (pages: readonly OwnPage[]): string[] =>
  pages.flatMap(({ page }) => page.fields.map(({ id }) => id));

/** Pages by topic where there are several, as far as nothing that they look at is asked only later. */
function byTopic(pages: readonly OwnPage[], known: ReadonlySet<string>): { topic: Topic; page: OwnPage }[] {
  const settled = new Set(known);
  const early = (topic: Topic): OwnPage[] => {
    const found = pages.filter((page) => topicOf(page) === topic && isDecidable(page, settled));
    if (found.length < 2) return [];
    for (const id of idsOf(found)) settled.add(id);
    return found;
  };
  const people = early('people');
  const money = early('money');
  const rest = pages.filter((page) => !people.includes(page) && !money.includes(page));
  const looked = new Set(rest.flatMap(({ looksAt }) => [...looksAt]));
  const last = rest.filter(
    (page) => topicOf(page) === 'agreement' && idsOf([page]).every((id) => !looked.has(id)),
  );
  const agreement = last.length < 2 ? [] : last;
  const own = rest.filter((page) => !agreement.includes(page));
  const parts = { people, money, own, agreement };
  return TOPICS.flatMap((topic) => parts[topic].map((page) => ({ topic, page })));
}

function fitTogether(before: readonly OwnPage[], next: readonly OwnPage[], most: number): boolean {
  if (before[0]?.page.show !== next[0]?.page.show) return false;
  const weight = [...before, ...next].reduce((sum, page) => sum + page.weight, 0);
  if (weight > most) return false;
  // What an answer on the page brings up takes a second sending where there is no script.
  const asked = new Set(idsOf(before));
  return !next.some(({ looksAt }) => [...looksAt].some((name) => asked.has(name)));
}

interface Group {
  topic: Topic;
  parts: OwnPage[];
}

const MAY_JOIN: ReadonlySet<Topic> = new Set(['own', 'agreement']);

/** Neighbours become one as long as they fit. */
function joined(groups: readonly Group[], mayJoin: (before: Group, next: Group) => boolean): Group[] {
  const found: Group[] = [];
  for (const next of groups) {
    const last = found.at(-1);
    if (last && last.topic === next.topic && MAY_JOIN.has(next.topic) && mayJoin(last, next))
      last.parts.push(...next.parts);
    else found.push({ topic: next.topic, parts: [...next.parts] });
  }
  return found;
}

const isOfOne = (parts: readonly OwnPage[]): boolean =>
  new Set(parts.map(({ procedure }) => procedure)).size === 1;

/** `known` is what has been asked, or stated, before any of these pages. */
export function arranged(
  pages: readonly OwnPage[],
  known: ReadonlySet<string>,
  titles: ArrangedTitles,
  titleOf: (procedure: string) => LocalizedText | undefined,
): ArrangedPage[] {
  const single = byTopic(pages, known).map(({ topic, page }) => ({ topic, parts: [page] }));
  // First what belongs to one procedure; then the short rests of neighbours.
  const ofOne = joined(
    single,
    ({ topic, parts }, next) =>
      (topic === 'agreement' || isOfOne([...parts, ...next.parts])) &&
      fitTogether(parts, next.parts, MOST_ON_PAGE),
  );
  const isShort = ({ parts }: Group) => parts.every(({ weight }) => weight <= SHORT);
  const groups = joined(
    ofOne,
    (before, next) => isShort(before) && isShort(next) && fitTogether(before.parts, next.parts, MOST_MIXED),
  );
  return groups.map(({ topic, parts }) => ({
    page: together(parts, titleFor(topic, parts, titles, titleOf)),
    sections: parts.map(({ page, procedure }) => ({
      procedure,
      title: page.title,
      fields: page.fields.map(({ id }) => id),
    })),
  }));
}

function titleFor(
  topic: Topic,
  parts: readonly OwnPage[],
  titles: ArrangedTitles,
  titleOf: (procedure: string) => LocalizedText | undefined,
): LocalizedText | undefined {
  const [first] = parts;
  if (!first || parts.length === 1) return first?.page.title;
  if (topic === 'agreement') return titles.agreement;
  return (isOfOne(parts) ? titleOf(first.procedure) : undefined) ?? titles.several;
}

function together(parts: readonly OwnPage[], title: LocalizedText | undefined): ArrangedPage['page'] {
  const show = parts[0]?.page.show;
  return {
    ...(title !== undefined && { title }),
    ...(show !== undefined && { show }),
    fields: parts.flatMap(({ page }) => page.fields),
    checks: parts.flatMap(({ page }) => page.checks),
  };
}
