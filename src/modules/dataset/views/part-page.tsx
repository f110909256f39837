import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { ConfirmButton } from '#ui/components/confirm-button.js';
import { FileInput } from '#ui/components/file-input.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { type Dataset, MAIN, type Part, partsOf } from '../model.js';
import type { PartFaults, TypedPart } from '../typed-part.js';

export const FILE_ENDINGS = '.csv,.tsv,.txt,.xlsx,.geojson,.json,.zip';

/** One of the files of a dataset: a further one, or what one is called. */
export const PartPage = ({
  page,
  dataset,
  part,
  typed,
  faults,
  fileFault,
  problem,
}: {
  page: PageContext;
  dataset: Dataset;
  /** Undefined: a new one. */
  part: Part | undefined;
  typed: TypedPart;
  faults: PartFaults;
  fileFault: string | undefined;
  problem: MessageKey | undefined;
}) => {
  const { t, base } = page;
  const here = `${base}/staff/datasets/${dataset.id}`;
  const at = `${here}/files/${part?.key ?? 'new'}`;
  const title = t(part ? 'dataset.partEdit' : 'dataset.partNew');
  const error = (field: keyof TypedPart) => faults[field] && t(faults[field]);
  const seen = { seen: String(dataset.revision) };
  return (
    <StaffPage
      page={page}
      title={title}
      breadcrumbs={[
        { label: t('dataset.title'), href: `${base}/staff/datasets` },
        { label: dataset.about.title, href: here },
        { label: title },
      ]}
      errors={[
        ...Object.entries(faults).map(([id, key]) => ({ id, text: t(key) })),
        ...(fileFault === undefined ? [] : [{ id: 'file', text: fileFault }]),
      ]}
    >
      {problem && <NotificationBanner t={t} kind="error" title={t(problem)} announce />}
      <Form t={t} action={at} {...(part ? { hidden: seen } : { multipart: true })}>
        <TextInput
          t={t}
          id="name"
          label={t('dataset.partName')}
          hint={t('dataset.partNameHint')}
          required
          value={typed.name}
          error={error('name')}
        />
        <Textarea
          t={t}
          id="description"
          label={t('dataset.partDescription')}
          rows={3}
          value={typed.description}
          error={error('description')}
        />
        {!part && (
          <FileInput
            t={t}
            id="file"
            label={t('dataset.file')}
            limits={t('dataset.fileLimits')}
            accept={FILE_ENDINGS}
            required
            error={fileFault}
          />
        )}
        <ButtonRow>
          <Button type="submit">{t(part ? 'dataset.save' : 'dataset.fileSend')}</Button>
        </ButtonRow>
      </Form>
      {part && partsOf(dataset).length === 1 && <p class="muted">{t('dataset.partOnlyStays')}</p>}
      {part && partsOf(dataset).length > 1 && (
        <Form t={t} action={`${at}/remove`} hidden={seen}>
          <ConfirmButton
            id="remove"
            label={t('dataset.partRemove')}
            question={t(part.key === MAIN ? 'dataset.partMainRemoveAsk' : 'dataset.partRemoveAsk', {
              name: part.name,
            })}
            cancel={t('dataset.partRemoveNo')}
          />
        </Form>
      )}
    </StaffPage>
  );
};
