import type { Child } from 'hono/jsx';
import { langOf } from '#kernel/i18n/lang-of.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import type { KeptRegister, Register, Row } from '#modules/register/api.js';
import { isPublicField } from '#modules/register/api.js';
import type { Crumb } from '#ui/components/breadcrumb.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { LinkList } from '#ui/components/link-list.js';
import { Pagination } from '#ui/components/pagination.js';
import { Quoted } from '#ui/components/quoting.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { Feature, Link } from '../ogc/documents.js';

/** OGC API – Features for people: each page says what its JSON says. */
const Frame = ({
  page,
  title,
  quoted,
  lead,
  above = [],
  children,
}: {
  page: PageContext;
  title: string;
  /** Text of the town in the title. */
  quoted?: LocalizedText;
  lead?: Child;
  above?: readonly Crumb[];
  children: Child;
}) => (
  <CitizenPage
    page={page}
    title={title}
    quoted={quoted}
    lead={lead}
    breadcrumbs={[
      { label: page.t('map.title'), href: `${page.base}/map` },
      { label: page.t('map.ogc.short'), href: `${page.base}/ogc?f=html` },
      ...above,
      { label: title, quoted },
    ]}
  >
    {children}
  </CitizenPage>
);

const links = (all: readonly Link[]) =>
  all
    .filter(({ rel }) => rel !== 'self' && rel !== 'next')
    .map(({ href, title, rel, type }) => ({ href, label: `${title ?? rel}（${type.split(';')[0]}）` }));

export const LinksPage = ({
  page,
  title,
  lead,
  links: all,
}: {
  page: PageContext;
  title: string;
  lead?: string;
  links: readonly Link[];
}) => (
  <Frame page={page} title={title} lead={lead}>
    <LinkList links={links(all)} />
  </Frame>
);

export const CollectionsPage = ({
  page,
  registers,
}: {
  page: PageContext;
  registers: readonly Register[];
}) => (
  <Frame page={page} title={page.t('map.ogc.collections')}>
    <LinkList
      links={registers.map(({ id, title }) => ({
        href: `${page.base}/ogc/collections/${id}?f=html`,
        label: localize(title, page.t.locale),
        lang: langOf(page.t, title),
      }))}
    />
  </Frame>
);

const collectionsCrumb = (page: PageContext) => ({
  label: page.t('map.ogc.collections'),
  href: `${page.base}/ogc/collections?f=html`,
});

export const CollectionPage = ({
  page,
  register,
  links: all,
}: {
  page: PageContext;
  register: Register;
  links: readonly Link[];
}) => (
  <Frame
    page={page}
    title={localize(register.title, page.t.locale)}
    quoted={register.title}
    {...(register.description && { lead: <Quoted t={page.t} text={register.description} /> })}
    above={[collectionsCrumb(page)]}
  >
    <LinkList links={links(all)} />
  </Frame>
);

const collectionCrumb = (page: PageContext, { register }: KeptRegister) => ({
  label: localize(register.title, page.t.locale),
  quoted: register.title,
  href: `${page.base}/ogc/collections/${register.id}?f=html`,
});

export const ItemsPage = ({
  page,
  kept,
  items,
  links: all,
}: {
  page: PageContext;
  kept: KeptRegister;
  items: readonly Row[];
  links: readonly Link[];
}) => (
  <Frame
    page={page}
    title={page.t('map.ogc.items')}
    above={[collectionsCrumb(page), collectionCrumb(page, kept)]}
  >
    {items.length === 0 ? (
      <EmptyState title={page.t('map.nothing')} icon="inbox" />
    ) : (
      <LinkList
        links={items.map(({ id, label }) => ({
          href: `${page.base}/ogc/collections/${kept.register.id}/items/${id}?f=html`,
          label,
          lang: langOf(page.t, label),
        }))}
      />
    )}
    <Pagination
      t={page.t}
      countText={page.t('map.shown', { count: items.length })}
      previousHref={undefined}
      nextHref={all.find(({ rel }) => rel === 'next')?.href}
    />
    <LinkList links={links(all)} />
  </Frame>
);

export const ItemPage = ({
  page,
  kept,
  row,
  properties,
  links: all,
}: {
  page: PageContext;
  kept: KeptRegister;
  row: Row;
  properties: Feature['properties'];
  links: readonly Link[];
}) => (
  <Frame
    page={page}
    title={row.label}
    quoted={row.label}
    above={[collectionsCrumb(page), collectionCrumb(page, kept)]}
  >
    <DescriptionList
      items={kept.register.fields.filter(isPublicField).flatMap(({ ask }) => {
        const value = properties[ask.id];
        if (value === null || value === undefined || !('label' in ask)) return [];
        const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
        return [
          {
            term: localize(ask.label, page.t.locale),
            lang: langOf(page.t, ask.label),
            value: <Quoted t={page.t} text={text} />,
          },
        ];
      })}
    />
    <LinkList
      links={[
        { href: `${page.base}/registers/${kept.register.id}/${row.id}`, label: page.t('map.details') },
        ...links(all),
      ]}
    />
  </Frame>
);
