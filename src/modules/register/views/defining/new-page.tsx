import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { FileInput } from '#ui/components/file-input.js';
import { Form } from '#ui/components/form.js';
import { Select } from '#ui/components/select.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { MEGABYTE, MOST_BYTES } from '../../reading/table.js';

export type TypedNew = Readonly<Record<'title' | 'id' | 'unit', string>>;
export type NewErrors = Readonly<Partial<Record<'title' | 'id' | 'unit' | 'file', string>>>;

/** Where a register begins: its name, and a file that proposes its fields. */
export const NewPage = ({
  page,
  typed,
  errors,
  units,
}: {
  page: PageContext;
  typed: TypedNew;
  errors: NewErrors;
  units: readonly { id: string; name: string }[];
}) => {
  const { t, base } = page;
  const title = t('registerDesk.new.title');
  return (
    <StaffPage
      page={page}
      title={title}
      lead={t('registerDesk.new.lead')}
      breadcrumbs={[{ label: t('register.index.title'), href: `${base}/staff/registers` }, { label: title }]}
      errors={Object.entries(errors).map(([id, text]) => ({ id, text }))}
    >
      <Form t={t} action={`${base}/staff/registers/new`} multipart>
        <TextInput
          t={t}
          id="title"
          label={t('registerDesk.general.title')}
          required
          value={typed.title}
          error={errors.title}
        />
        <TextInput
          t={t}
          id="id"
          label={t('registerDesk.new.id')}
          hint={t('registerDesk.new.idHint')}
          required
          width="20"
          lang="en"
          value={typed.id}
          error={errors.id}
        />
        <Select
          t={t}
          id="unit"
          label={t('registerDesk.general.unit')}
          required
          value={typed.unit}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
          error={errors.unit}
        />
        <FileInput
          t={t}
          id="file"
          label={t('registerDesk.new.file')}
          hint={t('registerDesk.new.fileHint')}
          limits={t('register.import.limits', { most: MOST_BYTES / MEGABYTE })}
          accept=".csv,.tsv,.txt,.xlsx,.geojson,.json,.zip"
          error={errors.file}
        />
        <ButtonRow>
          <Button type="submit">{t('registerDesk.new.start')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};
