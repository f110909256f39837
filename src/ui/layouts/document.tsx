import type { Child } from 'hono/jsx';
import { SkipLink } from '#ui/components/skip-link.js';
import type { PageContext } from '#ui/page.js';
import { themeHref } from '#ui/theme.js';
import { townIconHref } from './town-icon.js';

/** The same in another form, for programs: a feed, a catalogue. */
export interface Alternate {
  type: string;
  href: string;
  title: string;
}

export interface DocumentProps {
  page: PageContext;
  title: string;
  /** For search machines: no. Personal and staff pages. */
  isPrivate?: boolean;
  kind: 'citizen' | 'staff' | 'plain';
  alternates?: readonly Alternate[] | undefined;
  children: Child;
}

/**
 * The whole HTML document; the doctype before it is written by kernel/http with every answer. The fonts' stylesheet
 * stands at the end of the body, so that its list of character ranges does not hold up the first text.
 */
export const Document = ({
  page,
  title,
  isPrivate = false,
  kind,
  alternates = [],
  children,
}: DocumentProps) => (
  <html
    lang={page.t.lang}
    data-kind={kind}
    data-text-size={page.textSize}
    data-furigana={page.furigana ? 'on' : undefined}
  >
    <head>
      <meta charset="utf-8" />
      <title>{title === page.city.name ? title : `${title} | ${page.city.name}`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="theme-color" content={page.city.accent} />
      {isPrivate && <meta name="robots" content="noindex" />}
      <link rel="icon" href={townIconHref(page.city.accent)} />
      <link rel="stylesheet" href={page.asset('app.css')} />
      <link rel="stylesheet" href={themeHref(page.base, page.city.accent)} />
      {alternates.map((alternate) => (
        <link rel="alternate" {...alternate} />
      ))}
      <script type="module" src={page.asset('islands.js')} />
    </head>
    <body>
      <SkipLink t={page.t} />
      {children}
      <link rel="stylesheet" href={page.asset('fonts.css')} />
    </body>
  </html>
);
