import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { asEucJp } from '#kernel/sheets/text-encoding.js';
import { columnLetters } from '#kernel/sheets/write-book.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Checkbox } from '#ui/components/checkbox.js';
import { Details } from '#ui/components/details.js';
import { FileInput } from '#ui/components/file-input.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Register } from '../definition.js';
import { listExample } from '../list-cell.js';
import { columnsOf, targetsOf } from '../mapping.js';
import { isWorking } from '../model.js';
import type { FileRow, Format } from '../reading/table.js';
import type { MappingProblem } from '../service/imports.js';
import type { Import } from '../store/imports.js';
import { Counts, LeftColumns, Progress, Report, UndoForm } from './import-parts.js';
import { fieldOf, IMPORT_WORDS, labelText } from './texts.js';

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

/** Said beforehand: in such a register every import adds all of its rows. */
const NoKey = ({ t, register }: { t: Translator; register: Register }) =>
  register.key.length === 0 && <NotificationBanner t={t} kind="info" title={t('register.import.noKey')} />;

/** How a list is written into its cell. */
const ListHints = ({ t, register }: { t: Translator; register: Register }) =>
  register.fields.map((field) =>
    field.ask.kind === 'people' ? (
      <p>{t('registerImport.list', { label: labelText(t, field), example: listExample(field.ask) })}</p>
    ) : null,
  );

/** Where a file is handed in, and those that were. */
export const ImportsPage = ({
  page,
  register,
  past,
  most,
  sheet,
  errors,
}: {
  page: PageContext;
  register: Register;
  past: readonly Import[];
  /** MB of the largest file. */
  most: number;
  /** Name of a sheet, as typed. */
  sheet: string;
  errors: Readonly<Partial<Record<'file' | 'sheet', string>>>;
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
      errors={Object.entries(errors).map(([id, text]) => ({ id, text }))}
    >
      <NoKey t={t} register={register} />
      <ListHints t={t} register={register} />
      <Form t={t} action={here} multipart>
        <FileInput
          t={t}
          id="file"
          label={t('register.import.file')}
          limits={t('register.import.limits', { most })}
          accept=".csv,.tsv,.txt,.xlsx,.geojson,.json,.zip"
          error={errors.file}
          required
        />
        <TextInput
          t={t}
          id="sheet"
          label={t('registerImport.sheet')}
          hint={t('registerImport.sheetHint')}
          width="20"
          maxLength={100}
          value={sheet}
          error={errors.sheet}
          autoComplete="off"
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

export interface ImportPageProps {
  page: PageContext;
  register: Register;
  one: Import;
  sample: readonly FileRow[];
  problem: MappingProblem | null;
  /** Somebody said yes without the box for rows that are there already. */
  isUnsure?: boolean;
  /** Not made anew by itself. */
  isStill: boolean;
}

/** Headings that are Japanese in another encoding than the one in which they were read. */
const Doubt = ({ t, one }: { t: Translator; one: ImportPageProps['one'] }) => {
  const meant = one.encoding === 'CP932' ? asEucJp(one.headings) : null;
  return meant === null ? null : (
    <NotificationBanner t={t} kind="warning" title={t('registerImport.eucJp')}>
      <p>{t('registerImport.eucJpText', { read: one.headings.join('、'), meant: meant.join('、') })}</p>
    </NotificationBanner>
  );
};

/** One import: what it would do, what it did, and how it is taken back. */
export const ImportPage = (props: ImportPageProps) => {
  const { page, register, one, problem, isUnsure = false } = props;
  const { t, base } = page;
  const here = `${base}/staff/registers/imports/${one.id}`;
  const title = t('register.import.view', { name: one.name });
  const unsure = isUnsure ? t('register.import.twiceUnsure', { count: one.alike }) : undefined;
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
      errors={unsure === undefined ? [] : [{ id: 'twice', text: unsure }]}
    >
      {one.state === 'checked' && <NoKey t={t} register={register} />}
      {problem && one.state === 'checked' && (
        <NotificationBanner
          t={t}
          kind="warning"
          title={t(`register.import.problem.${problem}`, { fields: keys.join('・') })}
        />
      )}
      {one.state === 'checked' && <Doubt t={t} one={one} />}
      {isWorking(one.state) && <Progress t={t} one={one} isStill={props.isStill} here={here} />}
      {one.sheets && (
        <p>{t('registerImport.sheets', { taken: one.sheets.taken, left: one.sheets.left.join('、') })}</p>
      )}
      <Counts t={t} one={one} />
      <LeftColumns t={t} one={one} />
      {one.state === 'checked' && (
        <>
          {one.wrong > 0 && taken > 0 && <p>{t('register.import.partly')}</p>}
          {taken === 0 && !problem && (
            <p>{t(one.wrong === 0 ? 'register.import.allSame' : 'register.import.nothing')}</p>
          )}
          <Form t={t} action={`${here}/confirm`}>
            {one.alike > 0 && (
              <Checkbox
                t={t}
                id="twice"
                label={t('register.import.twice', { count: one.alike })}
                hint={t('register.import.twiceHint')}
                error={unsure}
                required
              />
            )}
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
        <UndoForm t={t} here={here} title={t('register.import.undo')} lead={t('register.import.undoLead')} />
      )}
      <Report t={t} register={register} one={one} rows={null} />
      {one.state === 'checked' && (
        <Details summary={t('register.import.mapping')} open={problem !== null}>
          <Mapping {...props} here={here} />
        </Details>
      )}
    </StaffPage>
  );
};
