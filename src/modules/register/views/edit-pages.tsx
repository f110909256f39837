import type { Field } from '#forms/fields/field.js';
import type { ErrorsByField, RawByField } from '#forms/page-reading.js';
import { errorList } from '#forms/views/form-page.js';
import { localize } from '#kernel/i18n/locales.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Checkbox } from '#ui/components/checkbox.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Register, RegisterField } from '../definition.js';
import { isWorking } from '../model.js';
import type { Import } from '../store/imports.js';
import { Counts, Progress, Report, UndoForm } from './import-parts.js';
import { FieldControl } from './row-form-page.js';
import { fieldOf, IMPORT_WORDS, labelText, valueText } from './texts.js';

const frame = ({ t, base }: PageContext, register: Register, title: string) => {
  const list = `${base}/staff/registers/${register.id}`;
  const name = localize(register.title, t.locale);
  return {
    title,
    breadcrumbs: [
      { label: t('register.index.title'), href: `${base}/staff/registers` },
      { label: name, href: list },
      { label: title },
    ],
  };
};

export interface EditFormPageProps {
  page: PageContext;
  register: Register;
  fields: readonly RegisterField[];
  /** Which rows, as the list sends it on: ticked ones, or the parameters of the list. */
  selected: readonly string[];
  filter: string;
  /** In words: 12, or more than 10,000; null where nobody counts. */
  count: string | null;
  /** The field that was chosen, as it is asked. */
  chosen: { ask: Field; raw: RawByField; errors: ErrorsByField } | null;
  /** What is wrong besides: no value, no rows, no field. */
  fault: { id: string; text: string } | null;
  why: string;
  isCleared: boolean;
}

/** Which field, and its new value; nothing is written before the rows were checked. */
export const EditFormPage = (props: EditFormPageProps) => {
  const { page, register, fields, selected, filter, count, chosen, fault, why, isCleared } = props;
  const { t, base } = page;
  const list = `${base}/staff/registers/${register.id}`;
  const rows = (
    <>
      {selected.map((value) => (
        <input type="hidden" name="_selected" value={value} />
      ))}
    </>
  );
  const hidden = { _filter: filter };
  return (
    <StaffPage
      page={page}
      {...frame(page, register, t('registerList.edit.title'))}
      lead={count === null ? t('registerList.edit.leadFound') : t('registerList.edit.lead', { count })}
      errors={[...(fault ? [fault] : []), ...(chosen ? errorList([chosen.ask], chosen.errors, t) : [])]}
    >
      <Form t={t} action={`${list}/edits/new`} method="get" hidden={hidden}>
        {rows}
        <Select
          t={t}
          id="_field"
          label={t('registerList.edit.field')}
          hint={t('registerList.edit.fieldHint')}
          value={chosen?.ask.id ?? ''}
          required
          error={fault?.id === '_field' ? fault.text : undefined}
          options={fields.map((field) => ({ value: field.ask.id, label: labelText(t, field) }))}
        />
        <ButtonRow>
          <Button type="submit" variant={chosen ? 'secondary' : 'primary'}>
            {t('registerList.edit.choose')}
          </Button>
        </ButtonRow>
      </Form>
      {chosen && (
        <Form t={t} action={`${list}/edits`} hidden={{ ...hidden, _field: chosen.ask.id }}>
          {rows}
          <FieldControl t={t} field={chosen.ask} raw={chosen.raw} errors={chosen.errors} />
          {'optional' in chosen.ask && chosen.ask.optional && (
            <Checkbox
              t={t}
              id="_clear"
              label={t('registerList.edit.clear')}
              checked={isCleared}
              error={fault?.id === '_clear' ? fault.text : undefined}
            />
          )}
          <TextInput
            t={t}
            id="_why"
            label={t('register.row.why')}
            hint={t('register.row.whyHint')}
            maxLength={500}
            value={why}
          />
          <ButtonRow>
            <Button type="submit">{t('registerList.edit.check')}</Button>
          </ButtonRow>
        </Form>
      )}
    </StaffPage>
  );
};

interface EditPageProps {
  page: PageContext;
  register: Register;
  one: Import;
  isAllowed: boolean;
  isStill: boolean;
}

/** One change of many rows: what it would do, what it did, and how it is taken back. */
export const EditPage = ({ page, register, one, isAllowed, isStill }: EditPageProps) => {
  const { t, base } = page;
  const here = `${base}/staff/registers/edits/${one.id}`;
  const field = one.edit && fieldOf(register, one.edit.field);
  const label = field ? labelText(t, field) : t('register.change.gone', { field: one.edit?.field ?? '' });
  const value = (field && valueText(t, field, one.edit?.value)) || t('register.list.blank');
  const isChecked = one.state === 'checked';
  return (
    <StaffPage
      page={page}
      {...frame(page, register, t('registerList.edit.view', { label, value }))}
      lead={
        one.edit?.why
          ? t('registerList.edit.foundWhy', { rows: one.rows, why: one.edit.why })
          : t('registerList.edit.found', { rows: one.rows })
      }
    >
      {isChecked && !isAllowed && (
        <NotificationBanner t={t} kind="warning" title={t('register.import.problem.notAllowed')} />
      )}
      {isWorking(one.state) && <Progress t={t} one={one} isStill={isStill} here={here} />}
      <Counts t={t} one={one} />
      {isChecked && (
        <>
          <p>{t(one.changed === 0 ? 'registerList.edit.nothing' : 'registerList.edit.checked')}</p>
          <Form t={t} action={`${here}/confirm`}>
            <ButtonRow>
              {one.changed > 0 && isAllowed && (
                <Button type="submit">{t('registerList.edit.confirm', { count: one.changed })}</Button>
              )}
              <Button type="submit" variant="tertiary" formAction={`${here}/discard`}>
                {t('registerList.edit.discard')}
              </Button>
            </ButtonRow>
          </Form>
        </>
      )}
      {one.state === 'done' && one.changed > 0 && (
        <UndoForm
          t={t}
          here={here}
          title={t('registerList.edit.undo')}
          lead={t('registerList.edit.undoLead')}
        />
      )}
      <Report t={t} one={one} register={register} rows={`${base}/staff/registers/${register.id}/rows`} />
    </StaffPage>
  );
};

/** Changes of many rows, the newest first. */
export const EditsPage = ({
  page,
  register,
  past,
}: {
  page: PageContext;
  register: Register;
  past: readonly Import[];
}) => {
  const { t, base } = page;
  const title = t('registerList.edit.past');
  const words = ({ edit }: Import) => {
    const field = edit && fieldOf(register, edit.field);
    return field
      ? t('registerList.edit.view', {
          label: labelText(t, field),
          value: valueText(t, field, edit?.value) || t('register.list.blank'),
        })
      : t('register.change.gone', { field: edit?.field ?? '' });
  };
  return (
    <StaffPage page={page} {...frame(page, register, title)}>
      {past.length === 0 ? (
        <EmptyState title={t('registerList.edit.pastNone')} icon="inbox" />
      ) : (
        <Table
          id="edits"
          caption={title}
          isCaptionHidden
          stacked
          columns={[
            {
              header: t('registerList.edit.what'),
              isRowHeader: true,
              cell: (one) => <a href={`${base}/staff/registers/edits/${one.id}`}>{words(one)}</a>,
            },
            { header: t('register.import.pastAt'), nowrap: true, cell: ({ at }) => t.dateTime(at) },
            { header: t('register.import.pastState'), cell: ({ state }) => t(IMPORT_WORDS[state]) },
            { header: t('register.import.changed'), numeric: true, cell: ({ changed }) => t.number(changed) },
            { header: t('registerList.edit.wrong'), numeric: true, cell: ({ wrong }) => t.number(wrong) },
          ]}
          rows={past}
          note={t('registerList.edit.pastNote')}
        />
      )}
    </StaffPage>
  );
};
