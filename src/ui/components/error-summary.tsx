import type { Translator } from '#kernel/i18n/translate.js';
import { Icon } from './icon.js';
import { Phrase } from './phrase.js';

export interface FieldError {
  /** Id of the control (as given to the field); without it the text stands alone. */
  id?: string;
  text: string;
  /** How many places it tells of together; one when absent. */
  count?: number;
}

/**
 * Without script the browser itself gives it the focus (`autofocus`), so that reading begins with what is wrong.
 * First thing in the main part of a form page with errors (the layouts place it: prop `errors`); takes the focus and links to each field. */
export const ErrorSummary = ({ t, errors }: { t: Translator; errors: FieldError[] }) =>
  errors.length === 0 ? null : (
    <error-summary
      class="error-summary"
      role="group"
      tabindex="-1"
      autofocus
      aria-labelledby="error-summary-title"
    >
      <h2 id="error-summary-title">
        <Icon name="error" />
        {t('ui.errors.title', { count: errors.reduce((sum, { count = 1 }) => sum + count, 0) })}
      </h2>
      <ul>
        {errors.map(({ id, text }) => {
          const words = <Phrase text={text} />;
          return <li>{id ? <a href={`#${id}`}>{words}</a> : words}</li>;
        })}
      </ul>
    </error-summary>
  );
