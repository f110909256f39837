import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icon.js';
import { Phrase } from './phrase.js';

export interface EmptyStateProps {
  /** What will be here: 申請した手続がここに並びます. */
  title: string;
  icon?: IconName;
  children?: Child;
  /** The one thing to do. */
  action?: Child;
}

export const EmptyState = ({ title, icon, children, action }: EmptyStateProps) => (
  <div class="empty-state">
    {icon && <Icon name={icon} large />}
    <p class="empty-title">
      <Phrase text={title} />
    </p>
    {children}
    {action}
  </div>
);
