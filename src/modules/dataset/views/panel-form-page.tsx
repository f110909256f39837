import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { CheckboxGroup } from '#ui/components/checkbox-group.js';
import { Details } from '#ui/components/details.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Select } from '#ui/components/select.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { CUTS, type Dashboard, MEASURES, type PanelKind, TESTS } from '../dashboard.js';
import type { TableColumns } from '../figures.js';
import type { PanelFaults, TypedPanel } from '../typed-panel.js';

export interface PanelFormProps {
  page: PageContext;
  dashboard: Dashboard;
  /** Last part of the address of the panel: its id, or "new". */
  at: string;
  kind: PanelKind;
  from: { value: string; label: string };
  columns: TableColumns;
  typed: TypedPanel;
  faults: PanelFaults;
  seen: string;
  isOld: boolean;
}

type Control = 'by' | 'column' | 'lat' | 'lon' | 'label';

function wordsOf({ page: { t }, faults }: PanelFormProps, id: string): string | undefined {
  const found = faults[id];
  return found && t(found.key, { column: found.column });
}

/** A column to choose; what is chosen and is no more stays visible beside the words that say so. */
const ColumnSelect = (
  props: PanelFormProps & {
    id: string;
    value: string;
    label: string;
    hint?: string;
    required?: boolean;
    /** Those that are offered; all when absent. */
    names?: readonly string[];
  },
) => {
  const { page, columns, id, value, label, hint, required = false, names = columns.names } = props;
  // What was chosen stays, beside the words that say what is wrong with it.
  const offered = columns.names.filter((name) => names.includes(name) || name === value);
  return (
    <Select
      t={page.t}
      id={id}
      label={label}
      hint={hint}
      required={required}
      width="full"
      value={value}
      options={offered.map((name) => ({ value: name, label: name }))}
      error={wordsOf(props, id)}
    />
  );
};

const Reckoning = (props: PanelFormProps) => {
  const { page, kind, typed, columns } = props;
  const { t } = page;
  const isGrouped = kind === 'bar' || kind === 'line';
  return (
    <>
      {isGrouped && (
        <>
          <ColumnSelect
            {...props}
            id="by"
            label={t('dashboard.by')}
            hint={t('dashboard.byHint')}
            value={typed.by}
            required
            {...(kind === 'line' && { names: columns.ordered })}
          />
          <Select
            t={t}
            id="cut"
            label={t('dashboard.cut')}
            emptyLabel={null}
            value={typed.cut || 'whole'}
            options={CUTS.map((value) => ({ value, label: t(`dashboard.cut.${value}`) }))}
          />
        </>
      )}
      <Select
        t={t}
        id="of"
        label={t('dashboard.of')}
        required
        emptyLabel={null}
        value={typed.of || 'count'}
        options={MEASURES.map((value) => ({ value, label: t(`dashboard.of.${value}`) }))}
      />
      <ColumnSelect
        {...props}
        id="column"
        label={t('dashboard.column')}
        hint={t('dashboard.columnHint')}
        value={typed.column}
        names={columns.numeric}
      />
      <TextInput
        t={t}
        id="unit"
        label={t('dashboard.measureUnit')}
        hint={t('dashboard.measureUnitHint')}
        width="10"
        value={typed.unit}
        error={wordsOf(props, 'unit')}
      />
    </>
  );
};

const Columns = (props: PanelFormProps) => {
  const { page, kind, columns, typed } = props;
  const { t } = page;
  if (kind === 'table')
    return (
      <CheckboxGroup
        t={t}
        id="columns"
        label={t('dashboard.columns')}
        required
        values={typed.columns}
        options={columns.names.map((name) => ({ value: name, label: name }))}
        error={wordsOf(props, 'columns')}
      />
    );
  if (kind !== 'map') return <Reckoning {...props} />;
  const labels = { lat: 'dashboard.lat', lon: 'dashboard.lon', label: 'dashboard.place' } as const;
  return (
    <>
      {(['label', 'lat', 'lon'] as const satisfies Control[]).map((id) => (
        <ColumnSelect {...props} id={id} label={t(labels[id])} value={typed[id]} required />
      ))}
    </>
  );
};

const Conditions = (props: PanelFormProps) => {
  const { page, typed, faults } = props;
  const { t } = page;
  const isOpen =
    typed.where.some(({ column }) => column !== '') ||
    Object.keys(faults).some((id) => /^(where|value)/.test(id));
  return (
    <Details summary={t('dashboard.whereLead')} open={isOpen}>
      {typed.where.map(({ column, is, value }, index) => {
        const number = index + 1;
        return (
          <>
            <ColumnSelect
              {...props}
              id={`where${number}`}
              label={t('dashboard.where', { number })}
              value={column}
            />
            <Select
              t={t}
              id={`is${number}`}
              label={t('dashboard.is')}
              emptyLabel={null}
              value={is || 'equals'}
              options={TESTS.map((test) => ({ value: test, label: t(`dashboard.is.${test}`) }))}
            />
            <TextInput
              t={t}
              id={`value${number}`}
              label={t('dashboard.value')}
              value={value}
              error={wordsOf(props, `value${number}`)}
            />
          </>
        );
      })}
    </Details>
  );
};

/** One chart: which columns, how reckoned, what it is called. */
export const PanelFormPage = (props: PanelFormProps) => {
  const { page, dashboard, at, kind, from, typed, faults, seen, isOld } = props;
  const { t, base } = page;
  const here = `${base}/staff/dashboards/${dashboard.id}`;
  const title = t(at === 'new' ? 'dashboard.add' : 'dashboard.editPanel');
  return (
    <StaffPage
      page={page}
      title={title}
      lead={`${t(`dashboard.kind.${kind}`)} · ${from.label}`}
      breadcrumbs={[
        { label: t('dashboard.title'), href: `${base}/staff/dashboards` },
        { label: dashboard.content.title, href: here },
        { label: title },
      ]}
      errors={Object.keys(faults).map((id) => ({ id, text: wordsOf(props, id) ?? '' }))}
    >
      {isOld && <NotificationBanner t={t} kind="error" title={t('dashboard.changedMeanwhile')} announce />}
      <Form t={t} action={`${here}/panels/${at}`} hidden={{ seen, kind, from: from.value }}>
        <TextInput
          t={t}
          id="title"
          label={t('dashboard.panelTitle')}
          required
          value={typed.title}
          error={wordsOf(props, 'title')}
        />
        <TextInput
          t={t}
          id="titleEn"
          label={t('dashboard.panelTitleEn')}
          value={typed.titleEn}
          lang="en"
          error={wordsOf(props, 'titleEn')}
        />
        <Columns {...props} />
        <Conditions {...props} />
        <Textarea
          t={t}
          id="note"
          label={t('dashboard.note')}
          hint={t('dashboard.noteHint')}
          rows={2}
          maxLength={300}
          value={typed.note}
          error={wordsOf(props, 'note')}
        />
        <Textarea
          t={t}
          id="noteEn"
          label={t('dashboard.noteEn')}
          rows={2}
          maxLength={300}
          value={typed.noteEn}
          lang="en"
          error={wordsOf(props, 'noteEn')}
        />
        <ButtonRow>
          <Button type="submit">{t('dashboard.save')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};
