import type { Translator } from '#kernel/i18n/translate.js';

/** First stop of the keyboard on every page. */
export const SkipLink = ({ t }: { t: Translator }) => (
  <a class="skip-link" href="#main">
    {t('common.skipToContent')}
  </a>
);
