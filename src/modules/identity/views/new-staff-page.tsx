import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { type FieldWords, summary } from './registry-words.js';

export interface NewStaffPageProps {
  page: PageContext;
  values: { name?: string | undefined; issuer?: string | undefined; subject?: string | undefined };
  errors: FieldWords;
}

export const NewStaffPage = ({ page, values, errors }: NewStaffPageProps) => {
  const { t, base } = page;
  const field = (id: 'name' | 'issuer' | 'subject') => ({
    t,
    id,
    label: t(`staff.people.${id}`),
    hint: t(`staff.people.${id}Hint`),
    value: values[id],
    error: errors[id],
    required: true,
  });
  return (
    <StaffPage
      page={page}
      title={t('staff.people.add')}
      breadcrumbs={[
        { label: t('staff.people.title'), href: `${base}/staff/people` },
        { label: t('staff.people.add') },
      ]}
      errors={summary(errors)}
    >
      <Form t={t} action={`${base}/staff/people`}>
        <TextInput {...field('name')} width="20" autoComplete="off" />
        <TextInput {...field('issuer')} type="url" inputMode="url" autoComplete="off" />
        <TextInput {...field('subject')} width="20" autoComplete="off" />
        <ButtonRow>
          <Button type="submit">{t('staff.people.register')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};
