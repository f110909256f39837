import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from './button.js';

/** Copies a text (a number, an address); without script it is not there, the text itself stands beside. */
export const CopyButton = ({ t, text, label }: { t: Translator; text: string; label?: string }) => (
  <copy-text data-text={text} data-done={t('ui.copy.done')}>
    <Button type="button" variant="tertiary" size="small" icon="copy">
      {label ?? t('ui.copy.label')}
    </Button>
    <output />
  </copy-text>
);
