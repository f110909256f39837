import type { Translator } from '#kernel/i18n/translate.js';
import { VisuallyHidden } from './visually-hidden.js';

export interface ProgressProps {
  t: Translator;
  /** From 1. */
  step: number;
  total: number;
  /** Name of this step: 本人について. */
  label: string;
}

/** "3 / 7 本人について": where the person is in a form. */
export const Progress = ({ t, step, total, label }: ProgressProps) => (
  <div class="progress">
    <p>
      <VisuallyHidden>{t('ui.progress.spoken', { step, total })}</VisuallyHidden>
      <span class="progress-count" aria-hidden="true">
        <b>{step}</b> / {total}
      </span>{' '}
      {label}
    </p>
    <ol aria-hidden="true">
      {Array.from({ length: total }, (_, index) => (
        <li data-state={index + 1 < step ? 'done' : index + 1 === step ? 'current' : undefined} />
      ))}
    </ol>
  </div>
);
