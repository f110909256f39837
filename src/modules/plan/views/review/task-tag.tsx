import type { Translator } from '#kernel/i18n/translate.js';
import { StatusTag, type StatusTone } from '#ui/components/status-tag.js';
import type { TaskState } from '../../review/model.js';

const TASK_TONES = {
  requested: 'waiting',
  submitted: 'active',
  returned: 'problem',
  judged: 'done',
} as const satisfies Record<TaskState, StatusTone>;

/** State of a task; a late one says so besides. */
export const TaskTag = ({ t, state, isLate }: { t: Translator; state: TaskState; isLate: boolean }) => (
  <>
    <StatusTag tone={TASK_TONES[state]} label={t(`review.task.state.${state}`)} />
    {isLate && <StatusTag tone="problem" label={t('review.task.late')} />}
  </>
);
