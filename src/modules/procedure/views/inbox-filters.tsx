import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import { VIEW_TITLE_LIMIT } from '#kernel/saved-views/saved-views.js';
import { Details } from '#ui/components/details.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { SavedViews } from '#ui/components/saved-views.js';
import { Select } from '#ui/components/select.js';
import { TextInput } from '#ui/components/text-input.js';
import { Channel } from '../definition.js';
import { CASE_STATES, DUE_WITHIN, INBOX_ORDERS, type InboxOrder } from '../model.js';
import { type InboxFilterText, inboxQuery, isFiltered, KEPT } from './inbox-address.js';
import type { InboxPageProps } from './inbox-page.js';
import { CHANNELS, STATES } from './words.js';

const ORDER_WORDS = {
  due: 'inbox.order.due',
  received: 'inbox.order.received',
  newest: 'inbox.order.newest',
} as const satisfies Record<InboxOrder, MessageKey>;

/** Whether one of the choices is made that do not stand on the page at once. */
const isMoreAsked = ({ state, channel, due, order }: InboxFilterText): boolean =>
  [state, channel, due].some((value) => value !== '') || order !== 'due';

/** The list by number or name, procedure, assignee, state, channel and due day; all of it in the address. */
export const InboxFilters = ({ page, data, filter, isNumberWrong }: InboxPageProps) => {
  const { t, base } = page;
  const select = (
    id: keyof InboxFilterText,
    label: MessageKey,
    options: { value: string; label: string }[],
  ) => (
    <Select
      t={t}
      id={id}
      label={t(label)}
      bare
      value={filter[id]}
      emptyLabel={t('staff.case.all')}
      width="10"
      options={options}
    />
  );
  return (
    <FilterForm
      t={t}
      action={`${base}/staff`}
      label={t('staff.case.filter')}
      hidden={{ view: filter.view }}
      {...(isFiltered(filter) && { clearHref: `${base}/staff${inboxQuery({ view: filter.view })}` })}
    >
      <TextInput
        t={t}
        id="text"
        label={t('inbox.text')}
        hint={t('inbox.textHint')}
        bare
        value={filter.text}
        width="20"
        autoComplete="off"
        error={isNumberWrong ? t('staff.case.numberWrong') : undefined}
      />
      {select(
        'procedure',
        'staff.case.procedure',
        data.procedures.map(({ id, title }) => ({ value: id, label: localize(title, t.locale) })),
      )}
      {select('who', 'staff.case.assignee', [
        { value: 'me', label: t('staff.case.mine') },
        { value: 'nobody', label: t('staff.case.nobodys') },
        ...data.colleagues.map(({ id, name }) => ({ value: id, label: name })),
      ])}
      <Details summary={t('inbox.more')} open={isMoreAsked(filter)} isList>
        <div class="filter-fields">
          {select(
            'state',
            'inbox.state',
            CASE_STATES.map((state) => ({ value: state, label: t(STATES[state].word) })),
          )}
          {select(
            'channel',
            'inbox.channel',
            Channel.options.map((channel) => ({ value: channel, label: t(CHANNELS[channel].word) })),
          )}
          {filter.view !== 'closed' &&
            select(
              'due',
              'inbox.due',
              DUE_WITHIN.map((days) => ({
                value: String(days),
                label: days === 0 ? t('inbox.due.0') : t('inbox.due.within', { days }),
              })),
            )}
          <Select
            t={t}
            id="order"
            label={t('inbox.order')}
            bare
            value={filter.order}
            emptyLabel={null}
            width="10"
            options={INBOX_ORDERS.map((order) => ({ value: order, label: t(ORDER_WORDS[order]) }))}
          />
        </div>
      </Details>
    </FilterForm>
  );
};

const kept = (filter: InboxFilterText): Record<string, string> =>
  Object.fromEntries(KEPT.map((name) => [name, filter[name]]));

/** Filters that this person has kept, and keeping the present one. */
export const InboxViews = ({ page, data, filter, viewFault }: InboxPageProps) => {
  const here = inboxQuery({ ...filter, text: '' });
  return (
    <SavedViews
      t={page.t}
      action={`${page.base}/staff/inbox/views`}
      hint={page.t('inbox.views.titleHint')}
      maxLength={VIEW_TITLE_LIMIT}
      fault={viewFault}
      hidden={isFiltered(filter) || viewFault ? kept(filter) : null}
      views={data.views.map(({ id, title, query }) => {
        const there = inboxQuery(Object.fromEntries(new URLSearchParams(query)));
        return { id, title, href: `${page.base}/staff${there}`, isChosen: there === here, mayDelete: true };
      })}
    />
  );
};
