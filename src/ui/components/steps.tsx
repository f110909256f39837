import type { Child } from 'hono/jsx';
import type { Translator } from '#kernel/i18n/translate.js';
import { Icon } from './icon.js';
import { VisuallyHidden } from './visually-hidden.js';

export interface Step {
  title: string;
  /** When: "11月27日（金）ごろ". */
  when?: string;
  text?: Child;
  state?: 'done' | 'current' | 'next';
}

/** What happens in which order: how to apply, what comes after submitting, how far a case is. */
export const Steps = ({ t, steps }: { t: Translator; steps: Step[] }) => (
  <ol class="steps">
    {steps.map(({ title, when, text, state = 'next' }, index) => (
      <li data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
        <span class="step-mark" aria-hidden="true">
          {state === 'done' ? <Icon name="check" /> : index + 1}
        </span>
        <div>
          <p class="step-title">
            {title}
            {state === 'done' && <VisuallyHidden>{t('ui.steps.done')}</VisuallyHidden>}
          </p>
          {when && <p class="step-when">{when}</p>}
          {text && <div>{text}</div>}
        </div>
      </li>
    ))}
  </ol>
);
