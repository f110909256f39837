import type { Translator } from '#kernel/i18n/translate.js';
import { Icon } from './icon.js';
import { Phrase } from './phrase.js';

/** Before everything else on every citizen page while an emergency is declared. */
export const EmergencyBanner = ({ t, title, href }: { t: Translator; title: string; href: string }) => (
  <section class="emergency" aria-label={t('ui.emergency.label')}>
    <a href={href}>
      <Icon name="warning" large />
      <span>
        <b>{t('ui.emergency.label')}</b>
        <span class="emergency-title">
          <Phrase text={title} />
        </span>
      </span>
      <Icon name="chevronRight" />
    </a>
  </section>
);
