import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icon.js';
import { Phrase } from './phrase.js';

export interface TileProps {
  href: string;
  title: string;
  icon?: IconName;
  description?: string;
}

/** A large target with an icon: life events, ways to apply. */
export const Tile = ({ href, title, icon, description }: TileProps) => (
  <li class="tile">
    {icon && <Icon name={icon} large />}
    <a href={href}>
      <Phrase text={title} />
    </a>
    {description && <p>{description}</p>}
  </li>
);

/** `label` names the list when no heading stands directly above. */
export const Tiles = ({ label, children }: { label?: string; children: Child }) => (
  <ul class="tiles" aria-label={label}>
    {children}
  </ul>
);
