import type { TaskState, TaskSubject } from './desk.js';

export const TASK_VIEWS = ['open', 'overdue', 'settled'] as const;
export type TaskView = (typeof TASK_VIEWS)[number];

/** A task in a list: nobody is named. */
export interface TaskLine {
  id: string;
  unit: string | null;
  subject: TaskSubject;
  state: TaskState;
  dueOn: Temporal.PlainDate | null;
  meetsAt: Temporal.Instant;
}
