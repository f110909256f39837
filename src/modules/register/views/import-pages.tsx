import { errorText } from '#forms/fields/field-type.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { columnLetters } from '#kernel/sheets/write-book.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Details } from '#ui/components/details.js';
import { FileInput } from '#ui/components/file-input.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { ProgressBar } from '#ui/components/progress-bar.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Register } from '../definition.js';
import { columnsOf, targetsOf } from '../mapping.js';
import { isWorking } from '../model.js';
import type { FileRow, Format } from '../reading/table.js';
import type { MappingProblem } from '../service/imports.js';
import type { Import, ReportLine } from '../store/imports.js';
import { fieldOf, IMPORT_WORDS, labelText } from './texts.js';

/** The page of an import that goes on is made anew so often. */
export const REFRESH_SECONDS = 5;

const FORMAT_WORDS: Record<Format, `register.import.format.${Format}`> = {
  csv: 'register.import.format.csv',
  excel: 'register.import.format.excel',
  geojson: 'register.import.format.geojson',
  shapefile: 'register.import.format.shapefile',
};
const formatWord = (t: Translator, format: string): string =>
  format in FORMAT_WORDS ? t(FORMAT_WORDS[format as Format]) : format;

const crumbsOf = ({ t, base }: PageContext, register: Register) => [
  { label: t('register.index.title'), href: `${base}/staff/registers` },
  { label: localize(register.title, t.locale), href: `${base}/staff/registers/${register.id}` },
];

/** Where a file is handed in, and those that were. */
export const ImportsPage = ({
  page,
  register,
  past,
  most,
  error,
}: {
  page: PageContext;
  register: Register;
  past: readonly Import[];
  /** MB of the largest file. */
  most: number;
  error: string | undefined;
}) => {
  const { t, base } = page;
  const here = `${base}/staff/registers/${register.id}/imports`;
  const title = t('register.import.title');
  return (
    <StaffPage
      page={page}
      title={title}
      lead={t('register.import.lead')}
      breadcrumbs={[...crumbsOf(page, register), { label: title }]}
      errors={error === undefined ? [] : [{ id: 'file', text: error }]}
    >
      <Form t={t} action={here} multipart>
        <FileInput
          t={t}
          id="file"
          label={t('register.import.file')}
          limits={t('register.import.limits', { most })}
          accept=".csv,.tsv,.txt,.xlsx,.geojson,.json,.zip"
          error={error}
          required
        />
        <ButtonRow>
          <Button type="submit">{t('register.import.read')}</Button>
        </ButtonRow>
      </Form>
      {past.length > 0 && (
        <Table
          id="imports"
          caption={t('register.import.past')}
          stacked
          columns={[
            {
              header: t('register.import.pastName'),
              isRowHeader: true,
              cell: ({ id, name }) => <a href={`${base}/staff/registers/imports/${id}`}>{name}</a>,
            },
            { header: t('register.import.pastAt'), nowrap: true, cell: ({ at }) => t.dateTime(at) },
            { header: t('register.import.pastState'), cell: ({ state }) => t(IMPORT_WORDS[state]) },
            { header: t('register.import.created'), numeric: true, cell: ({ created }) => t.number(created) },
            { header: t('register.import.changed'), numeric: true, cell: ({ changed }) => t.number(changed) },
            { header: t('register.import.wrong'), numeric: true, cell: ({ wrong }) => t.number(wrong) },
          ]}
          rows={past}
        />
      )}
    </StaffPage>
  );
};

const targetText = (t: Translator, register: Register, target: string): string => {
  if (target === '$lat') return t('register.form.lat');
  if (target === '$lon') return t('register.form.lon');
  const column = columnsOf(register).find(({ key }) => key === target);
  return column?.heading ?? target;
};

const Mapping = ({ page: { t }, one, register, sample, here }: ImportPageProps & { here: string }) => {
  const options = targetsOf(register).map((value) => ({ value, label: targetText(t, register, value) }));
  return (
    <Form t={t} action={`${here}/mapping`}>
      <p>{t('register.import.mappingLead')}</p>
      {one.headings.map((heading, at) => {
        const example = sample.map(({ cells }) => cells[at] ?? '').find((cell) => cell !== '');
        return (
          <Select
            t={t}
            id={`m.${at}`}
            label={heading || t('register.import.mappingNoName', { column: columnLetters(at) })}
            {...(example !== undefined && {
              hint: t('register.import.mappingExample', { example: [...example].slice(0, 40).join('') }),
            })}
            value={one.mapping[at] ?? ''}
            emptyLabel={t('register.import.mappingSkip')}
            options={options}
          />
        );
      })}
      <ButtonRow>
        <Button type="submit" variant="secondary">
          {t('register.import.remap')}
        </Button>
      </ButtonRow>
    </Form>
  );
};

const Report = ({ page: { t }, one, register }: ImportPageProps) => {
  const { lines } = one.report;
  if (lines.length === 0) return null;
  const nameOf = (id: string) => {
    if (id === '$place') return t('register.row.place');
    const field = fieldOf(register, id);
    return field ? labelText(t, field) : id;
  };
  const all = one.report.hints + one.wrong;
  const words = ({ field, error }: ReportLine) => errorText(error, nameOf(field), t);
  return (
    <Section title={t('register.import.report')}>
      {all > lines.length && <p>{t('register.import.reportMore', { shown: lines.length })}</p>}
      <Table
        id="report"
        caption={t('register.import.report')}
        isCaptionHidden
        stacked
        columns={[
          {
            header: t('register.import.pastState'),
            cell: ({ isHint }) => (
              <StatusTag
                tone={isHint ? 'waiting' : 'problem'}
                label={t(isHint ? 'register.import.hintMark' : 'register.import.wrongMark')}
              />
            ),
          },
          {
            header: t('register.import.file'),
            isRowHeader: true,
            nowrap: true,
            cell: ({ line, column }) =>
              `${t('register.import.reportLine', { line })}${
                column === null
                  ? ''
                  : ` ${t('register.import.reportColumn', { column: columnLetters(column) })}`
              }`,
          },
          { header: t('register.import.field'), cell: ({ field }) => nameOf(field) },
          { header: t('register.import.report'), cell: words },
        ]}
        rows={lines}
      />
    </Section>
  );
};

/** How far the work is; the page is made anew by itself until somebody stops that. */
const Progress = ({ page: { t }, one, isStill, here }: ImportPageProps & { here: string }) => {
  const done = one.lots === 0 ? 0 : Math.min(one.rows, Math.round((one.nextLot / one.lots) * one.rows));
  return (
    <>
      <ProgressBar
        label={t(IMPORT_WORDS[one.state])}
        value={done}
        max={one.rows}
        text={t('register.import.progressText', { done, all: one.rows })}
      />
      <p>
        {isStill
          ? t('register.import.stillWorking')
          : t('register.import.refreshes', { seconds: REFRESH_SECONDS })}
      </p>
      <p>
        {isStill ? (
          <a href={here}>{t('register.import.reload')}</a>
        ) : (
          <a href={`${here}?still=1`}>{t('register.import.still')}</a>
        )}
      </p>
    </>
  );
};

export interface ImportPageProps {
  page: PageContext;
  register: Register;
  one: Import;
  sample: readonly FileRow[];
  problem: MappingProblem | null;
  /** Not made anew by itself. */
  isStill: boolean;
}

/** One import: what it would do, what it did, and how it is taken back. */
export const ImportPage = (props: ImportPageProps) => {
  const { page, register, one, problem } = props;
  const { t, base } = page;
  const here = `${base}/staff/registers/imports/${one.id}`;
  const title = t('register.import.view', { name: one.name });
  const taken = one.created + one.changed;
  const keys = register.key.map((id) => {
    const field = fieldOf(register, id);
    return field ? labelText(t, field) : id;
  });
  return (
    <StaffPage
      page={page}
      title={title}
      lead={t('register.import.found', {
        format: formatWord(t, one.format),
        encoding: one.encoding,
        rows: one.rows,
      })}
      breadcrumbs={[
        ...crumbsOf(page, register),
        { label: t('register.import.title'), href: `${base}/staff/registers/${register.id}/imports` },
        { label: title },
      ]}
    >
      {problem && one.state === 'checked' && (
        <NotificationBanner
          t={t}
          kind="warning"
          title={t(`register.import.problem.${problem}`, { fields: keys.join('・') })}
        />
      )}
      {isWorking(one.state) && <Progress {...props} here={here} />}
      <DescriptionList
        items={[
          { term: t('register.import.pastState'), value: t(IMPORT_WORDS[one.state]) },
          { term: t('register.import.created'), value: t.number(one.created) },
          { term: t('register.import.changed'), value: t.number(one.changed) },
          { term: t('register.import.same'), value: t.number(one.same) },
          { term: t('register.import.wrong'), value: t.number(one.wrong) },
          { term: t('register.import.hints'), value: t.number(one.report.hints) },
          ...(one.leftAlone > 0
            ? [{ term: t('register.import.leftAlone'), value: t.number(one.leftAlone) }]
            : []),
        ]}
      />
      {one.state === 'checked' && (
        <>
          {one.wrong > 0 && taken > 0 && <p>{t('register.import.partly')}</p>}
          {taken === 0 && !problem && <p>{t('register.import.nothing')}</p>}
          <Form t={t} action={`${here}/confirm`}>
            <ButtonRow>
              {taken > 0 && <Button type="submit">{t('register.import.confirm', { count: taken })}</Button>}
              <Button type="submit" variant="tertiary" formAction={`${here}/discard`}>
                {t('register.import.discard')}
              </Button>
            </ButtonRow>
          </Form>
        </>
      )}
      {one.state === 'done' && (
        <Details summary={t('register.import.undo')}>
          <Form t={t} action={`${here}/undo`}>
            <p>{t('register.import.undoLead')}</p>
            <ButtonRow>
              <Button type="submit" variant="danger">
                {t('register.import.undo')}
              </Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
      <Report {...props} />
      {one.state === 'checked' && (
        <Details summary={t('register.import.mapping')} open={problem !== null}>
          <Mapping {...props} here={here} />
        </Details>
      )}
    </StaffPage>
  );
};
