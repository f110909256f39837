import type { DefinitionFault } from '#kernel/definitions/read.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { FileInput } from '#ui/components/file-input.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Select } from '#ui/components/select.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { fileFaultWords } from './file-fault-words.js';

interface ImportProps {
  page: PageContext;
  units: readonly { id: string; name: string }[];
  typed?: { source?: string; unit?: string };
  errors?: Readonly<Record<string, string>>;
  faults?: readonly DefinitionFault[];
}

const MOST_FAULTS = 50;

/** A definition from a file: what is wrong with it is told line by line. */
export const ImportPage = ({ page, units, typed = {}, errors = {}, faults = [] }: ImportProps) => {
  const { t, base } = page;
  return (
    <StaffPage
      page={page}
      title={t('authoring.import.title')}
      lead={t('authoring.import.lead')}
      back={{ href: `${base}/staff/authoring`, label: t('authoring.list.title') }}
      errors={Object.entries(errors).map(([field, text]) => ({ id: `c-${field}`, text }))}
    >
      {faults.length > 0 && (
        <NotificationBanner
          t={t}
          kind="error"
          title={t('authoring.import.faults', { count: faults.length })}
          announce
        >
          <ul>
            {faults.slice(0, MOST_FAULTS).map((fault) => (
              <li>{fileFaultWords(t, fault)}</li>
            ))}
          </ul>
          {faults.length > MOST_FAULTS && (
            <p>{t('authoring.problems.more', { count: faults.length - MOST_FAULTS })}</p>
          )}
        </NotificationBanner>
      )}
      <Form t={t} action={`${base}/staff/authoring/import`} multipart>
        <FileInput
          t={t}
          id="c-file"
          name="file"
          label={t('authoring.import.file')}
          hint={t('authoring.import.fileHint')}
          accept=".yaml,.yml"
          error={errors.file}
        />
        <Textarea
          t={t}
          id="c-source"
          name="source"
          rows={12}
          label={t('authoring.import.source')}
          hint={t('authoring.import.sourceHint')}
          value={typed.source}
          error={errors.source}
        />
        <Select
          t={t}
          id="c-unit"
          name="unit"
          width="full"
          required
          label={t('authoring.general.unit')}
          value={typed.unit ?? (units.length === 1 ? units[0]?.id : '')}
          error={errors.unit}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <ButtonRow>
          <Button type="submit">{t('authoring.import.button')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};
