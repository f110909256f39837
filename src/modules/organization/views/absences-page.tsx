import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { ABSENCE_REASONS } from '../model.js';
import type { AbsencesView } from '../service/absences.js';
import { errorList, REASON_WORDS } from './words.js';

interface AbsencesProps {
  page: PageContext;
  view: AbsencesView;
  typed: Partial<Record<'staff' | 'from' | 'to' | 'reason', string>>;
  errors: Record<string, string>;
}

/** Days on which one is away: somebody else decides then. */
export const AbsencesPage = ({ page, view, typed, errors }: AbsencesProps) => {
  const { t, base } = page;
  const here = `${base}/staff/absences`;
  const [me] = view.people;
  return (
    <StaffPage
      page={page}
      title={t('organization.absences.title')}
      lead={t('organization.absences.lead')}
      breadcrumbs={[{ label: t('organization.absences.title') }]}
      errors={errorList(errors)}
    >
      {view.absences.length === 0 ? (
        <p>{t('organization.absences.none')}</p>
      ) : (
        <Table
          id="absences"
          caption={t('organization.absences.title')}
          isCaptionHidden
          stacked
          rows={view.absences}
          note={view.hasMore && t('organization.absences.more')}
          columns={[
            { header: t('organization.field.staff'), isRowHeader: true, cell: ({ name }) => name },
            {
              header: t('organization.period'),
              cell: ({ from, to }) => `${t.date(from)}〜${t.date(to)}`,
            },
            { header: t('organization.absences.reason'), cell: ({ reason }) => t(REASON_WORDS[reason]) },
            {
              header: t('organization.absences.cancel'),
              cell: ({ id, name, from }) => (
                <Form t={t} action={`${here}/${id}/cancel`}>
                  <Button type="submit" variant="secondary" size="small">
                    {t('organization.absences.cancelNamed', { name, date: t.date(from) })}
                  </Button>
                </Form>
              ),
            },
          ]}
        />
      )}
      <Section title={t('organization.absences.new')}>
        <Form t={t} action={here}>
          <Select
            t={t}
            id="staff"
            required
            label={t('organization.field.staff')}
            emptyLabel={null}
            options={view.people.map(({ id, name }) => ({ value: id, label: name }))}
            value={typed.staff ?? me?.id}
            error={errors.staff}
          />
          {(['from', 'to'] as const).map((id) => (
            <TextInput
              t={t}
              id={id}
              required
              type="date"
              width="10"
              label={t(`organization.absences.${id}`)}
              value={typed[id]}
              error={errors[id]}
            />
          ))}
          <RadioGroup
            t={t}
            id="reason"
            required
            inline
            label={t('organization.absences.reason')}
            hint={t('organization.absences.reasonHint')}
            options={ABSENCE_REASONS.map((reason) => ({ value: reason, label: t(REASON_WORDS[reason]) }))}
            value={typed.reason}
            error={errors.reason}
          />
          <ButtonRow>
            <Button type="submit">{t('organization.absences.button')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </StaffPage>
  );
};
