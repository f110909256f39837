import type { Alternate } from '#ui/layouts/document.js';
import type { PageContext } from '#ui/page.js';

/** The catalogue as programs read it: what is new, and all of it as DCAT. */
export const alternatesOf = ({ t, base }: PageContext): Alternate[] => [
  { type: 'application/atom+xml', title: t('data.feed'), href: `${base}/data/feed.atom` },
  { type: 'text/turtle', title: `${t('data.dcat')} Turtle`, href: `${base}/data/catalog.ttl` },
  { type: 'application/ld+json', title: `${t('data.dcat')} JSON-LD`, href: `${base}/data/catalog.jsonld` },
  { type: 'application/rdf+xml', title: `${t('data.dcat')} RDF/XML`, href: `${base}/data/catalog.rdf` },
];
