import { type Answers, walk } from './answers.js';
import type { Facts } from './compile.js';
import type { FormDefinition, FormPageDefinition } from './definition.js';
import type { Field } from './fields/field.js';

/** A page that this person may open now. */
export interface JourneyPage {
  id: string;
  page: FormPageDefinition;
  /** The fields that are shown, in their order. */
  fields: readonly Field[];
  isComplete: boolean;
  /** Null on the first page. */
  previous: string | null;
  /** Null on the last page that can be opened: the page to check the answers follows when the journey is complete. */
  next: string | null;
  /** From 1. */
  step: number;
}

export interface Journey {
  /** Pages that may be opened: up to and including the first that is not complete. */
  pages: readonly JourneyPage[];
  /** The first page that is not complete; null when all are. */
  current: JourneyPage | null;
  /** Pages in all, as far as the answers tell. */
  total: number;
  /** Every page that applies is complete and valid. */
  canSubmit: boolean;
  /** Answers that count: to fields shown on pages that may be opened. Only these are submitted. */
  relevant: Answers;
}

/**
 * The way of one person through a form, computed from the definition and the answers; nothing about it is stored.
 * Answers to what is no longer asked stay in the draft and come back when it is asked again, but they count
 * nowhere: not in conditions, not in the submission.
 */
export function journey(form: FormDefinition, answers: Answers, facts: Facts = {}): Journey {
  const pages: JourneyPage[] = [];
  const relevant: Record<string, unknown> = {};
  let current: JourneyPage | null = null;
  let total = 0;
  for (const [compiled, state] of walk(form, answers, facts)) {
    total += 1;
    if (current) continue;
    const previous = pages.at(-1);
    const page: JourneyPage = {
      id: compiled.page.id,
      page: compiled.page,
      fields: state.fields,
      isComplete: state.open.length === 0 && state.failed.length === 0,
      previous: previous?.id ?? null,
      next: null,
      step: total,
    };
    if (previous) previous.next = page.id;
    pages.push(page);
    Object.assign(relevant, state.answers);
    if (!page.isComplete) current = page;
  }
  return { pages, current, total, canSubmit: current === null, relevant };
}

/** The page with this id, when this person may open it now. */
export const reachablePage = (way: Journey, id: string): JourneyPage | null =>
  way.pages.find((page) => page.id === id) ?? null;

export type Destination = { kind: 'page'; id: string } | { kind: 'check' };

/**
 * Where to go after a page was answered: to the next one, or back to the check page for somebody who came from
 * there and has nothing new to answer.
 */
export function afterPage(way: Journey, id: string, { backToCheck = false } = {}): Destination {
  if (backToCheck || !reachablePage(way, id))
    return way.current ? { kind: 'page', id: way.current.id } : { kind: 'check' };
  const next = reachablePage(way, id)?.next ?? way.current?.id;
  return next ? { kind: 'page', id: next } : { kind: 'check' };
}
