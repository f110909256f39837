import type { Child } from 'hono/jsx';
import type { Translator } from '#kernel/i18n/translate.js';
import { Icon } from './icon.js';
import { VisuallyHidden } from './visually-hidden.js';

/** A link to another site: marked by an icon and, for screen readers, in words. It opens in the same window. */
export const ExternalLink = ({
  t,
  href,
  lang,
  children,
}: {
  t: Translator;
  href: string;
  lang?: string;
  children: Child;
}) => (
  <a href={href} hreflang={lang} rel="noreferrer">
    {children}
    <Icon name="external" />
    <VisuallyHidden>{t('ui.link.external')}</VisuallyHidden>
  </a>
);

/** A link on a line of its own that leads on: すべてのお知らせ. */
export const MoreLink = ({ href, children }: { href: string; children: Child }) => (
  <a class="more-link" href={href}>
    {children}
    <Icon name="chevronRight" />
  </a>
);

/** A word of the glossary: the link says by its dotted line that it explains, and shows nothing by hovering. */
export const Term = ({ href, children }: { href: string; children: Child }) => (
  <a class="term" href={href}>
    {children}
  </a>
);
