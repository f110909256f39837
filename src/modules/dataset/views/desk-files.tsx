import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { FileInput } from '#ui/components/file-input.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import { MAIN, MOST_PARTS, mayHappen, type Part, partsOf, type Version } from '../model.js';
import type { DeskPageProps } from './desk-page.js';
import { FILE_ENDINGS } from './part-page.js';

/** How often a file was fetched, in whatever format. */
const downloadsOf = (downloads: ReadonlyMap<string, number>, { key }: Part): number =>
  [...downloads]
    .filter(([resource]) =>
      key === MAIN
        ? !resource.startsWith('file-') && !/^v\d+$/.test(resource)
        : resource.startsWith(`${key}-`),
    )
    .reduce((sum, [, count]) => sum + count, 0);

const mayChange = ({ dataset, mayPublish }: DeskPageProps): boolean =>
  mayHappen(dataset, 'edit') && (dataset.state !== 'published' || mayPublish);

const Parts = (props: DeskPageProps) => {
  const { page, dataset, versions, downloads } = props;
  const { t, base } = page;
  const newest = (part: Part): Version | undefined =>
    versions.find((one) => one.part === part.key && !one.recalled);
  return (
    <Table
      id="parts"
      caption={t('dataset.parts')}
      isCaptionHidden
      stacked
      columns={[
        {
          header: t('dataset.partName'),
          isRowHeader: true,
          cell: (part: Part) => (
            <>
              {mayChange(props) ? (
                <a href={`${base}/staff/datasets/${dataset.id}/files/${part.key}`}>{part.name}</a>
              ) : (
                part.name
              )}
              {part.description && <p class="muted">{part.description}</p>}
            </>
          ),
        },
        {
          header: t('dataset.versions'),
          cell: (part) => {
            const version = newest(part);
            return version ? `${t('data.version', { version: version.version })} ${version.name}` : '';
          },
        },
        {
          header: t('dataset.rows'),
          numeric: true,
          cell: (part) => {
            const rows = newest(part)?.rows ?? null;
            return rows === null ? '' : t.number(rows);
          },
        },
        {
          header: t('dataset.downloads'),
          numeric: true,
          cell: (part) => t.number(downloadsOf(downloads, part)),
        },
      ]}
      rows={partsOf(dataset)}
    />
  );
};

/** The files of a dataset of files, and a form for the next version of one of them. */
export const DeskFiles = (props: DeskPageProps) => {
  const { page, dataset, error, chosenPart } = props;
  const { t, base } = page;
  if (dataset.source.kind !== 'upload') return null;
  const parts = partsOf(dataset);
  const mayAdd = parts.length < MOST_PARTS && mayChange(props);
  return (
    <Section title={t('dataset.parts')}>
      {dataset.fileVersion > 0 && <Parts {...props} />}
      {mayHappen(dataset, 'receive') && (
        <Form t={t} action={`${base}/staff/datasets/${dataset.id}/file`} multipart>
          {parts.length > 1 && (
            <Select
              t={t}
              id="part"
              label={t('dataset.partWhich')}
              required
              emptyLabel={null}
              width="full"
              value={chosenPart ?? parts[0]?.key}
              options={parts.map(({ key, name }) => ({ value: key, label: name }))}
            />
          )}
          <FileInput
            t={t}
            id="file"
            label={t('dataset.file')}
            hint={t('dataset.fileLead')}
            limits={t('dataset.fileLimits')}
            accept={FILE_ENDINGS}
            required
            error={error?.id === 'file' ? error.text : undefined}
          />
          <ButtonRow>
            <Button type="submit" variant="secondary">
              {t('dataset.fileSend')}
            </Button>
            {dataset.fileVersion > 0 && mayAdd && (
              <ButtonLink href={`${base}/staff/datasets/${dataset.id}/files/new`} variant="tertiary">
                {t('dataset.partNew')}
              </ButtonLink>
            )}
          </ButtonRow>
        </Form>
      )}
    </Section>
  );
};
