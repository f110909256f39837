import { VIEW_TITLE_LIMIT } from '#kernel/saved-views/saved-views.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { SavedViews } from '#ui/components/saved-views.js';
import { listParams, listQuery } from './list-address.js';
import type { ListPageProps } from './list-page.js';

/** Lists that somebody or the section has kept, and keeping the present one. */
export const ListViews = ({ page: { t }, here, unit, address, views, viewFault, mayEdit }: ListPageProps) => {
  const query = listQuery(address).slice(1);
  const isOfUnit = ({ owner }: (typeof views)[number]) => owner.startsWith('unit/');
  return (
    <SavedViews
      t={t}
      action={`${here}/views`}
      hint={t('registerList.viewHint')}
      maxLength={VIEW_TITLE_LIMIT}
      fault={viewFault}
      hidden={query !== '' || viewFault ? listParams(address) : null}
      views={views.map((view) => ({
        id: view.id,
        title: isOfUnit(view) ? t('registerList.viewOfUnit', { title: view.title, unit }) : view.title,
        href: `${here}${view.query && `?${view.query}`}`,
        isChosen: view.query === query,
        mayDelete: view.mayDelete,
      }))}
    >
      {mayEdit && (
        <RadioGroup
          t={t}
          id="owner"
          label={t('registerList.viewFor')}
          inline
          value={viewFault?.isOfUnit ? 'unit' : 'me'}
          options={[
            { value: 'me', label: t('registerList.viewForMe') },
            { value: 'unit', label: t('registerList.viewForUnit', { unit }) },
          ]}
        />
      )}
    </SavedViews>
  );
};
