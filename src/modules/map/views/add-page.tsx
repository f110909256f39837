import { LinkList } from '#ui/components/link-list.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Layer } from '../layers.js';

interface AddPageProps {
  page: PageContext;
  layers: readonly Pick<Layer, 'id' | 'title' | 'titleLang'>[];
  /** View of the map, and what was drawn on it. */
  at: string | undefined;
  place: string;
}

/** Where a place of the map can be noted, for who comes without having chosen. */
export const AddPage = ({ page, layers, at, place }: AddPageProps) => {
  const { t, base } = page;
  const known = { ...(at !== undefined && { at }), ...(place !== '' && { place }) };
  return (
    <StaffPage
      page={page}
      title={t('map.add.register')}
      lead={t('map.add.which')}
      breadcrumbs={[{ label: t('map.title'), href: `${base}/map` }, { label: t('map.add.register') }]}
    >
      <LinkList
        links={layers.map((layer) => ({
          label: layer.title(t),
          lang: layer.titleLang?.(t),
          href: `${base}/map/add?${new URLSearchParams({ register: layer.id, ...known })}`,
        }))}
      />
    </StaffPage>
  );
};
