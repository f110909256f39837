import type { Translator } from '#kernel/i18n/translate.js';
import { Icon } from './icon.js';

export const BackLink = ({ t, href, label }: { t: Translator; href: string; label?: string }) => (
  <a class="back-link" href={href}>
    <Icon name="chevronLeft" />
    {label ?? t('common.back')}
  </a>
);
