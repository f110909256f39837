import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Details } from '#ui/components/details.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { Form } from '#ui/components/form.js';
import { Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { VisuallyHidden } from '#ui/components/visually-hidden.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { TreeLine } from '../service/reading.js';
import type { TypedUnit } from '../service/units.js';
import { errorList } from './words.js';

interface TreeProps {
  page: PageContext;
  date: Temporal.PlainDate;
  lines: readonly TreeLine[];
  mayManage: boolean;
  typed?: TypedUnit;
  errors?: Record<string, string>;
}

const INDENT = '　';

/** The units of a day, from the top down. */
export const TreePage = ({ page, date, lines, mayManage, typed, errors = {} }: TreeProps) => {
  const { t, base } = page;
  const here = `${base}/staff/organization`;
  return (
    <StaffPage
      page={page}
      title={t('organization.title')}
      lead={t('organization.lead', { date: t.date(date) })}
      breadcrumbs={[{ label: t('organization.title') }]}
      actions={
        mayManage && (
          <ButtonLink href={`${here}/import`} variant="secondary">
            {t('organization.import.title')}
          </ButtonLink>
        )
      }
      errors={errorList(errors)}
    >
      <FilterForm t={t} action={here} label={t('organization.onDay')} submitLabel={t('organization.show')}>
        <TextInput
          t={t}
          bare
          id="date"
          type="date"
          width="10"
          label={t('organization.onDay')}
          value={date.toString()}
        />
      </FilterForm>
      <Table
        id="units"
        caption={t('organization.units')}
        isCaptionHidden
        stacked
        rows={lines}
        columns={[
          {
            header: t('organization.field.unit'),
            isRowHeader: true,
            cell: ({ unit, depth }) => (
              <>
                <span aria-hidden="true">{INDENT.repeat(depth)}</span>
                <a href={`${here}/units/${unit.id}?date=${date}`}>{unit.name}</a>
                <VisuallyHidden>{t('organization.depth', { depth: depth + 1 })}</VisuallyHidden>
              </>
            ),
          },
          {
            header: t('organization.head'),
            cell: ({ head }) => (head ? `${head.title} ${head.name}` : t('organization.nobody')),
          },
          { header: t('organization.people'), numeric: true, cell: ({ people }) => t.number(people) },
        ]}
      />
      {mayManage && (
        <Details summary={t('organization.unit.open')} open={typed !== undefined}>
          <Form t={t} action={`${here}/units`}>
            <TextInput
              t={t}
              id="name"
              required
              label={t('organization.unit.name')}
              value={typed?.name}
              error={errors.name}
            />
            <TextInput
              t={t}
              id="id"
              required
              width="20"
              label={t('organization.unit.id')}
              hint={t('organization.unit.idHint')}
              value={typed?.id}
              error={errors.id}
            />
            <Select
              t={t}
              id="parent"
              required
              label={t('organization.unit.parent')}
              options={lines.map(({ unit }) => ({ value: unit.id, label: unit.name }))}
              value={typed?.parent}
              error={errors.parent}
            />
            <TextInput
              t={t}
              id="from"
              type="date"
              required
              width="10"
              label={t('organization.field.from')}
              value={typed?.from}
              error={errors.from}
            />
            <ButtonRow>
              <Button type="submit">{t('organization.unit.openButton')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </StaffPage>
  );
};
