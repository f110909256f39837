import type { Child } from 'hono/jsx';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Icon, type IconName } from './icon.js';
import { Phrase } from './phrase.js';
import { VisuallyHidden } from './visually-hidden.js';

export type NotificationKind = 'info' | 'success' | 'warning' | 'error';

const LOOKS = {
  info: { icon: 'info', word: 'ui.notification.info' },
  success: { icon: 'success', word: 'ui.notification.success' },
  warning: { icon: 'warning', word: 'ui.notification.warning' },
  error: { icon: 'error', word: 'ui.notification.error' },
} as const satisfies Record<NotificationKind, { icon: IconName; word: MessageKey }>;

export interface NotificationBannerProps {
  t: Translator;
  kind: NotificationKind;
  title: string;
  /** More words, a list, links. */
  children?: Child;
  /** Tells screen readers at once: for the answer to what the person has just done. */
  announce?: boolean;
}

export const NotificationBanner = ({
  t,
  kind,
  title,
  children,
  announce = false,
}: NotificationBannerProps) => (
  <div
    class="notification"
    data-kind={kind}
    role={announce ? (kind === 'error' ? 'alert' : 'status') : undefined}
  >
    <Icon name={LOOKS[kind].icon} large />
    <p class="notification-title">
      <VisuallyHidden>{t(LOOKS[kind].word)}</VisuallyHidden>
      <Phrase text={title} />
    </p>
    {children && <div class="notification-body">{children}</div>}
  </div>
);
