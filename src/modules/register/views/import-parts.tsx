import { errorText } from '#forms/fields/field-type.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { columnLetters } from '#kernel/sheets/write-book.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Details } from '#ui/components/details.js';
import { Form } from '#ui/components/form.js';
import { ProgressBar } from '#ui/components/progress-bar.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import type { Register } from '../definition.js';
import { plainHeading } from '../mapping.js';
import type { Import, ReportLine } from '../store/imports.js';
import { fieldOf, IMPORT_WORDS, labelText } from './texts.js';

/* What the pages of a file and of a change of many rows have in common. */

/** The page of an import that goes on is made anew so often. */
export const REFRESH_SECONDS = 5;

interface PartProps {
  t: Translator;
  one: Import;
}

/** How far the work is; the page is made anew by itself until somebody stops that. */
export const Progress = ({ t, one, isStill, here }: PartProps & { isStill: boolean; here: string }) => {
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

/** What came of the rows, or would come. */
export const Counts = ({ t, one }: PartProps) => (
  <DescriptionList
    items={[
      { term: t('register.import.pastState'), value: t(IMPORT_WORDS[one.state]) },
      ...(one.edit ? [] : [{ term: t('register.import.created'), value: t.number(one.created) }]),
      { term: t('register.import.changed'), value: t.number(one.changed) },
      { term: t('register.import.same'), value: t.number(one.same) },
      {
        term: t(one.edit ? 'registerList.edit.wrong' : 'register.import.wrong'),
        value: t.number(one.wrong),
      },
      ...(one.edit ? [] : [{ term: t('register.import.hints'), value: t.number(one.report.hints) }]),
      ...(one.leftAlone > 0
        ? [{ term: t('register.import.leftAlone'), value: t.number(one.leftAlone) }]
        : []),
    ]}
  />
);

/** Columns in which something stands that is not taken in: seen before anybody says yes. */
export const LeftColumns = ({ t, one: { headings, mapping, report } }: PartProps) => {
  const plain = headings.map(plainHeading);
  const columns = headings.flatMap((heading, at) => {
    const cells = report.left[at] ?? 0;
    const twin =
      heading === '' ? -1 : plain.findIndex((other, of) => other === plain[at] && mapping[of] !== '');
    return cells === 0 ? [] : [{ heading, at, cells, twin }];
  });
  if (columns.length === 0) return null;
  return (
    <Section title={t('registerImport.left')}>
      <p>{t('registerImport.leftLead')}</p>
      <Table
        id="left"
        caption={t('registerImport.left')}
        isCaptionHidden
        stacked
        columns={[
          {
            header: t('registerImport.leftWhere'),
            isRowHeader: true,
            cell: ({ at }) => t('registerImport.leftColumn', { column: columnLetters(at) }),
          },
          {
            header: t('registerImport.leftHeading'),
            cell: ({ heading }) => heading || t('registerImport.leftNoHeading'),
          },
          { header: t('registerImport.leftCells'), numeric: true, cell: ({ cells }) => t.number(cells) },
          {
            header: t('registerImport.leftWhy'),
            cell: ({ twin }) =>
              twin < 0
                ? t('registerImport.leftUnknown')
                : t('registerImport.leftTwin', { column: columnLetters(twin) }),
          },
        ]}
        rows={columns}
      />
    </Section>
  );
};

export const UndoForm = ({
  t,
  here,
  title,
  lead,
}: {
  t: Translator;
  here: string;
  title: string;
  lead: string;
}) => (
  <Details summary={title}>
    <Form t={t} action={`${here}/undo`}>
      <p>{lead}</p>
      <ButtonRow>
        <Button type="submit" variant="danger">
          {title}
        </Button>
      </ButtonRow>
    </Form>
  </Details>
);

/** What is wrong, by line and column of the file; by row where rows are changed that are there. */
export const Report = ({
  t,
  one,
  register,
  rows,
}: PartProps & {
  register: Register /** Where rows have their pages; null: the rows of a file. */;
  rows: string | null;
}) => {
  const { lines } = one.report;
  // GeoJSON and shapefiles have things, not lines.
  const isOfFeatures = one.format === 'geojson' || one.format === 'shapefile';
  if (lines.length === 0) return null;
  const nameOf = (id: string) => {
    if (id === '$place') return t('register.row.place');
    const field = fieldOf(register, id);
    return field ? labelText(t, field) : id;
  };
  const words = ({ field, error }: ReportLine) => errorText(error, nameOf(field), t);
  return (
    <Section title={t('register.import.report')}>
      {one.report.told > lines.length && <p>{t('register.import.reportMore', { shown: lines.length })}</p>}
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
            header: t(rows === null ? 'register.import.file' : 'registerList.edit.row'),
            isRowHeader: true,
            cell: ({ line, column, row }) =>
              row ? (
                <a href={`${rows}/${row.id}`}>{row.label}</a>
              ) : (
                `${t(isOfFeatures ? 'register.import.reportFeature' : 'register.import.reportLine', { line })}${
                  column === null
                    ? ''
                    : ` ${t('register.import.reportColumn', { column: columnLetters(column) })}`
                }`
              ),
          },
          { header: t('register.import.field'), cell: ({ field }) => nameOf(field) },
          { header: t('register.import.report'), cell: words },
        ]}
        rows={lines}
      />
    </Section>
  );
};
