import type { Translator } from '#kernel/i18n/translate.js';
import { Icon } from './icon.js';

/** Before everything else on every citizen page while an emergency is declared. */
export const EmergencyBanner = ({ t, title, href }: { t: Translator; title: string; href: string }) => (
  <section class="emergency" aria-label={t('ui.emergency.label')}>
    <a href={href}>
      <Icon name="warning" large />
      <span>
        <b>{t('ui.emergency.label')}</b>
        <span class="emergency-title">{title}</span>
      </span>
      <Icon name="chevronRight" />
    </a>
  </section>
);
