import type { StoredFile } from '#kernel/files/files.js';
import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import type { Rating } from '../model.js';

export const ROUND_STATES = ['open', 'judging', 'published'] as const;
/** open: sections report · judging: reports are closed, the headquarters judges · published: over. */
export type RoundState = (typeof ROUND_STATES)[number];

export const TASK_STATES = ['requested', 'submitted', 'returned', 'judged'] as const;
export type TaskState = (typeof TASK_STATES)[number];

export type RoundStep = 'closeReports' | 'reopen' | 'publish';
export type TaskStep = 'submit' | 'sendBack' | 'judge';

/** What may happen next to a round. */
export const ROUND_STEPS = {
  open: ['closeReports'],
  judging: ['reopen', 'publish'],
  published: [],
} as const satisfies Record<RoundState, readonly RoundStep[]>;

/**
 * What may happen next to a task, by the state of its round. A report that never came can be judged too: a missing
 * report must not hold up the publication of all others.
 */
export const TASK_STEPS = {
  open: {
    requested: ['submit'],
    submitted: ['submit', 'sendBack'],
    returned: ['submit'],
    judged: [],
  },
  judging: {
    requested: ['judge'],
    submitted: ['sendBack', 'judge'],
    returned: ['submit', 'judge'],
    judged: ['sendBack', 'judge'],
  },
  published: { requested: [], submitted: [], returned: [], judged: [] },
} as const satisfies Record<RoundState, Record<TaskState, readonly TaskStep[]>>;

export const mayStepRound = (state: RoundState, step: RoundStep): boolean =>
  (ROUND_STEPS[state] as readonly RoundStep[]).includes(step);

export const mayStepTask = (round: RoundState, task: TaskState, step: TaskStep): boolean =>
  (TASK_STEPS[round][task] as readonly TaskStep[]).includes(step);

/** Where a reported result can be seen; files are kept under the round and the measure. */
export interface Evidence {
  indicator: string;
  text: string | null;
  link: string | null;
  files?: readonly StoredFile[];
}

export interface Round {
  id: string;
  fiscalYear: FiscalYear;
  state: RoundState;
  dueOn: Temporal.PlainDate;
  openedAt: Temporal.Instant;
  publishedAt: Temporal.Instant | null;
}

export interface Task {
  measure: string;
  state: TaskState;
  evidence: readonly Evidence[];
  submittedAt: Temporal.Instant | null;
  returnedReason: string | null;
  remindedStep: number;
  rating: Rating | null;
  comment: string | null;
}

/** A report lies there: one that was sent back and has not come again does not count, also once it is judged. */
export const isReported = ({
  submittedAt,
  returnedReason,
}: Pick<Task, 'submittedAt' | 'returnedReason'>): boolean => submittedAt !== null && returnedReason === null;

/** Nothing has come and the day is over; also a report that was sent back and has not come again. */
export const isLate = (
  task: Pick<Task, 'state'>,
  dueOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): boolean =>
  (task.state === 'requested' || task.state === 'returned') && Temporal.PlainDate.compare(today, dueOn) > 0;

/** How many of the reminder days (relative to the due day) have come. */
export const remindersDue = (
  days: readonly number[],
  dueOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): number => {
  const distance = dueOn.until(today, { largestUnit: 'days' }).days;
  return days.filter((day) => day <= distance).length;
};
