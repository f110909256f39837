import type { Answers } from '#forms/answers.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';

export const TASK_STATES = ['open', 'done', 'notNeeded'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** What a task is about, as the guide had it that day. */
export interface TaskSubject {
  title: LocalizedText;
  why: LocalizedText;
  bring: readonly LocalizedText[];
  deadline: LocalizedText | null;
  /** Procedure whose form belongs to it. */
  procedure: string | null;
}

export interface Task {
  id: string;
  visit: string;
  item: string;
  /** Null: the family does it elsewhere. */
  unit: string | null;
  subject: TaskSubject;
  state: TaskState;
  note: string | null;
  dueOn: Temporal.PlainDate | null;
  revision: number;
  changedBy: string | null;
  changedAt: Temporal.Instant | null;
}

/** What is known of a family that comes. */
export interface VisitContent {
  /** Who died. */
  deceased: string;
  /** Who comes. */
  visitor: string;
  phone: string;
  note: string;
  answers: Answers;
}

export interface Visit {
  id: string;
  guide: string;
  state: 'open' | 'closed';
  meetsAt: Temporal.Instant;
  interview: string | null;
  createdAt: Temporal.Instant;
  content: VisitContent;
}

export interface Progress {
  open: number;
  settled: number;
  overdue: number;
}

export const isOverdue = (
  { state, dueOn }: Pick<Task, 'state' | 'dueOn'>,
  today: Temporal.PlainDate,
): boolean => state === 'open' && dueOn !== null && Temporal.PlainDate.compare(dueOn, today) < 0;

/** How far the sections are; what the family does elsewhere is not the office's progress. */
export function progressOf(
  tasks: readonly Pick<Task, 'state' | 'dueOn' | 'unit'>[],
  today: Temporal.PlainDate,
): Progress {
  const own = tasks.filter(({ unit }) => unit !== null);
  return {
    open: own.filter(({ state }) => state === 'open').length,
    settled: own.filter(({ state }) => state !== 'open').length,
    overdue: own.filter((task) => isOverdue(task, today)).length,
  };
}
