import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import type { PageContext } from '#ui/page.js';
import type { Register, RegisterField } from '../definition.js';
import type { Row } from '../model.js';
import { FARTHEST } from '../near-place.js';
import type { Screen, SearchFault } from '../service/viewing.js';
import { keyFields, listedFields, MOST_COPIES, type Sought, shownFields } from '../viewing.js';
import { labelText, valueText } from './texts.js';
import { Step, ViewingFrame, viewingPath } from './viewing-frame.js';
import { awayText, NearForm, Places } from './viewing-near.js';

const FAULTS = {
  nothing: 'viewing.nothing',
  tooShort: 'registers.tooShort',
  noPlace: 'viewing.noPlace',
} as const satisfies Record<SearchFault, string>;

interface Props {
  page: PageContext;
  /** Id of the visit; '' where none has begun. */
  visit: string;
}

const SearchForm = ({
  page: { t, base },
  register,
  visit,
  sought,
  error,
}: Props & { register: Register; sought: Sought; error?: string | undefined }) => (
  <Form t={t} action={base + viewingPath(register.id, '/desk')} hidden={{ visit, step: 'search' }}>
    <TextInput
      t={t}
      id="words"
      label={t('viewing.words')}
      hint={t('viewing.wordsHint')}
      value={sought.words}
      error={error}
      autoComplete="off"
      maxLength={100}
    />
    {keyFields(register).map((field) => (
      <TextInput
        t={t}
        id={`key.${field.ask.id}`}
        label={labelText(t, field)}
        value={sought.keys[field.ask.id]}
        width="10"
        autoComplete="off"
        maxLength={60}
      />
    ))}
    <ButtonRow>
      <Button type="submit" size="large" icon="search">
        {t('viewing.find')}
      </Button>
    </ButtonRow>
  </Form>
);

/** The first screen, and the one that says what is wrong with what was typed. */
export const ViewingStart = ({
  page,
  register,
  visit,
  sought,
  fault,
  near,
  nearFault,
  hasEnded,
}: Props & {
  register: Register;
  sought: Sought;
  fault?: SearchFault;
  /** The address that was typed, and what is wrong with it. */
  near?: string;
  nearFault?: SearchFault;
  hasEnded: boolean;
}) => {
  const { t } = page;
  const error = fault && t(FAULTS[fault]);
  const nearError = nearFault && t(nearFault === 'nothing' ? 'viewing.nearMissing' : FAULTS[nearFault]);
  return (
    <ViewingFrame
      page={page}
      register={register.id}
      title={localize(register.title, t.locale)}
      lead={t('viewing.lead', { basis: register.counterCopy?.basis ?? '' })}
      visit={visit}
      errors={[
        ...(error ? [{ id: 'words', text: error }] : []),
        ...(nearError ? [{ id: 'near', text: nearError }] : []),
      ]}
    >
      {hasEnded && <NotificationBanner t={t} kind="info" title={t('viewing.ended')} />}
      <SearchForm page={page} register={register} visit={visit} sought={sought} error={error} />
      <NearForm page={page} register={register} visit={visit} near={near} error={nearError} />
    </ViewingFrame>
  );
};

const cell = (t: Translator, field: RegisterField, { values }: Row): string =>
  valueText(t, field, values[field.ask.id]) || '―';

/** What a row is called on its button: what is known of it. */
const nameOf = (t: Translator, fields: readonly RegisterField[], { values }: Row): string =>
  fields.flatMap((field) => valueText(t, field, values[field.ask.id]) || []).join(' ');

const Found = ({ page, visit, screen }: Props & { screen: Screen }) => {
  const { t } = page;
  const { register } = screen.kept;
  const { items, hasMore, away } = screen.rows ?? { items: [], hasMore: false };
  const { near } = screen.visit.sought;
  const step = { page, visit, register: register.id };
  const fields = listedFields(register);
  return (
    <Section
      title={near ? t('viewing.around', { place: near.label, metres: near.metres }) : t('viewing.found')}
      id="found"
    >
      {items.length === 0 ? (
        <EmptyState title={t('viewing.none')} icon="inbox" />
      ) : (
        <Table
          id="rows"
          caption={t('viewing.found')}
          isCaptionHidden
          stacked
          columns={[
            ...fields.map((field, index) => ({
              header: labelText(t, field),
              isRowHeader: index === 0,
              cell: (row: Row) => cell(t, field, row),
            })),
            ...(away
              ? [
                  {
                    header: t('viewing.whereAway'),
                    cell: ({ id }: Row) => {
                      const there = away.get(id);
                      return there ? awayText(t, there) : '―';
                    },
                  },
                ]
              : []),
            {
              header: t('viewing.look'),
              cell: (row: Row) => (
                <Step
                  {...step}
                  step="open"
                  hidden={{ row: row.id }}
                  label={t('viewing.lookAt', { name: nameOf(t, fields, row) })}
                />
              ),
            },
          ]}
          rows={items}
        />
      )}
      {hasMore && <Step {...step} step="next" label={t('viewing.next')} />}
      {near && near.metres < FARTHEST && <Step {...step} step="wider" label={t('viewing.wider')} />}
      {screen.visit.pages.length > 0 && <Step {...step} step="previous" label={t('viewing.previous')} />}
    </Section>
  );
};

const Copies = ({ page, visit, screen, error }: Props & { screen: Screen; error?: string | undefined }) => {
  const { t, base } = page;
  const { register } = screen.kept;
  const { asked } = screen.visit;
  const { yenPerSheet } = register.counterCopy ?? {};
  if (asked)
    return (
      <Section title={t('viewing.asked')} id="copies">
        <p>{t('viewing.askedText')}</p>
        <p class="viewing-number">
          <strong class="code">{formatReference(asked.number)}</strong>
        </p>
        <DescriptionList
          items={[
            {
              term: t('viewing.copies'),
              value: t('viewing.copiesOf', { copies: asked.copies, sheets: asked.sheets }),
            },
            {
              term: t('viewing.fee'),
              value: asked.fee === 0 ? t('viewing.free') : t('viewing.yen', { yen: asked.fee }),
            },
          ]}
        />
      </Section>
    );
  return (
    <Section title={t('viewing.ask')} id="copies">
      <p>{yenPerSheet ? t('viewing.perSheet', { yen: yenPerSheet }) : t('viewing.free')}</p>
      <Form t={t} action={base + viewingPath(register.id, '/desk')} hidden={{ visit, step: 'ask' }}>
        <Select
          t={t}
          id="copies-wanted"
          label={t('viewing.copies')}
          emptyLabel={null}
          required
          value="1"
          error={error}
          options={Array.from({ length: MOST_COPIES }, (_, index) => ({
            value: String(index + 1),
            label: t('viewing.copyCount', { count: index + 1 }),
          }))}
        />
        <ButtonRow>
          <Button type="submit" size="large">
            {t('viewing.askFor')}
          </Button>
        </ButtonRow>
      </Form>
    </Section>
  );
};

/** What a visitor has on the screen: what was found, or one row with what may be shown of it. */
export const ViewingScreen = ({ page, visit, screen, error }: Props & { screen: Screen; error?: string }) => {
  const { t, base } = page;
  const { kept, row, scans } = screen;
  const { register } = kept;
  const step = { page, visit, register: register.id };
  const copies = <Copies page={page} visit={visit} screen={screen} error={error} />;
  const scanHref = (file: string) =>
    `${base}${viewingPath(register.id, '/scan')}?${new URLSearchParams({ visit, file })}`;
  return (
    <ViewingFrame
      page={page}
      register={register.id}
      title={localize(register.title, t.locale)}
      visit={visit}
      errors={error ? [{ id: 'copies-wanted', text: error }] : []}
    >
      {row ? (
        <>
          <Step {...step} step="back" variant="tertiary" label={t('viewing.back')} />
          {screen.visit.asked && copies}
          <DescriptionList
            items={shownFields(register).map((field) => ({
              term: labelText(t, field),
              value: cell(t, field, row),
            }))}
          />
          {scans.map(({ file, name, isPicture }) =>
            isPicture ? (
              <img class="viewing-scan" src={scanHref(file)} alt={t('viewing.scan', { name })} />
            ) : (
              <p>
                <a href={scanHref(file)}>{t('viewing.scan', { name })}</a>
              </p>
            ),
          )}
          {!screen.visit.asked && copies}
        </>
      ) : (
        <>
          {screen.rows ? (
            <Found page={page} visit={visit} screen={screen} />
          ) : (
            <Places {...step} towns={screen.visit.sought.towns ?? []} />
          )}
          <Section title={t('viewing.again')} id="again">
            <SearchForm page={page} register={register} visit={visit} sought={screen.visit.sought} />
            <NearForm page={page} register={register} visit={visit} near={screen.visit.sought.near?.label} />
          </Section>
        </>
      )}
    </ViewingFrame>
  );
};

/** Nothing was done for a while: whether somebody is still there. */
export const ViewingStill = ({ page, register, visit }: Props & { register: Register }) => {
  const { t } = page;
  return (
    <ViewingFrame
      page={page}
      register={register.id}
      title={t('viewing.still')}
      lead={t('viewing.stillLead')}
      visit={visit}
    >
      <Step
        page={page}
        register={register.id}
        visit={visit}
        step="stay"
        variant="primary"
        label={t('viewing.stay')}
      />
    </ViewingFrame>
  );
};
