import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import {
  encodingOf,
  type FileTable,
  isPublicField,
  isSealed,
  readFile,
  type Town,
} from '#modules/register/api.js';
import { type Anonymity, isAnonymous, judgeAnonymity, namesOfPeople } from '../anonymity.js';
import { type Dataset, partsOf } from '../model.js';
import {
  type Finding,
  isHindering,
  type Judged,
  judgeQuality,
  nearestStandard,
  type StandardColumns,
} from '../quality.js';
import { shapeFindings } from '../shape-findings.js';
import type { DatasetDeps } from './deps.js';
import { type Sources, typedCell } from './sources.js';

export interface Report {
  findings: Finding[];
  /** Null for what is not about people. */
  anonymity: Anonymity | null;
  headings: readonly string[];
  rows: number;
  /** Set of a national format that the columns belong to: id of the register; null for none. */
  standardSet: string | null;
  /** The columns are all there. */
  isStandard: boolean;
  hasPlaces: boolean;
}

export interface FieldLine {
  label: string;
  /** Why it is not published; null: it is. `personal`: sealed in the register. */
  reason: string | 'personal' | null;
}

const EMPTY: Report = {
  findings: [{ kind: 'noRows' }],
  anonymity: null,
  headings: [],
  rows: 0,
  standardSet: null,
  isStandard: false,
  hasPlaces: false,
};

/** Without an area nothing lies outside of it. */
const EVERYWHERE: Town['box'] = [-180, -90, 180, 90];

/** What is wrong with any of its files is wrong with the dataset; what is good of one is good of it. */
function together(reports: readonly Report[]): Report {
  const [first = EMPTY, ...others] = reports;
  if (others.length === 0)
    return { ...first, findings: first.findings.map(({ file: _only, ...finding }) => finding) };
  const anonymity = reports.flatMap((one) => one.anonymity ?? []);
  const standard = reports.find(({ isStandard }) => isStandard) ?? first;
  return {
    findings: reports.flatMap(({ findings }) => findings),
    anonymity: anonymity.find((one) => !isAnonymous(one)) ?? first.anonymity,
    headings: first.headings,
    rows: reports.reduce((sum, { rows }) => sum + rows, 0),
    standardSet: standard.standardSet,
    isStandard: standard.isStandard,
    hasPlaces: reports.some(({ hasPlaces }) => hasPlaces),
  };
}

/** Whether a dataset is fit to go out, for its owner in words and for the service as yes or no. */
export function createJudging({ needs: { register } }: DatasetDeps, sources: Sources) {
  /** The national formats, old and new, as the registers of the municipality carry them. */
  const standardsOf = (context: Context): StandardColumns[] =>
    register.all(context).flatMap(({ register: { id, title, standards } }) =>
      standards.map((standard) => ({
        set: id,
        name: `${localize(title, 'ja')}・${localize(standard.title, 'ja')}`,
        headings: Object.keys(standard.columns),
      })),
    );
  const areaOf = (context: Context): Judged['area'] => register.all(context)[0]?.area ?? null;
  const townOf = (context: Context): Town => ({
    box: areaOf(context) ?? EVERYWHERE,
    boundary: register.all(context)[0]?.outline ?? null,
  });

  function reportOn(
    context: Context,
    { about }: Dataset,
    table: Omit<Judged, 'area'>,
    hasPlaces: boolean,
  ): Report {
    const standards = standardsOf(context);
    const nearest = nearestStandard(table.headings, standards);
    const people = about.isAboutPeople ? [] : namesOfPeople(table.headings);
    return {
      findings: [
        ...(people.length > 0 ? [{ kind: 'namesPeople' as const, column: people.join('、') }] : []),
        // That rows about people are alike is what is asked of them.
        ...judgeQuality({ ...table, area: areaOf(context) }, standards).filter(
          ({ kind }) => kind !== 'twinRows' || !about.isAboutPeople,
        ),
      ],
      anonymity: about.isAboutPeople ? judgeAnonymity(table, about.traits) : null,
      headings: table.headings,
      rows: table.rows.length,
      standardSet: nearest?.standard.set ?? null,
      isStandard: nearest !== null && nearest.missing.length === 0,
      hasPlaces,
    };
  }

  const ofFile = (
    context: Context,
    dataset: Dataset,
    { headings, rows, encoding, format, sheets, beside }: FileTable,
  ): Report => {
    const judged = {
      headings,
      rows: rows.map(({ cells }) => cells.map(typedCell)),
      lines: rows.map(({ line }) => line),
      encoding: format === 'csv' ? encoding : null,
    };
    const isOfShapes = format === 'geojson' || format === 'shapefile';
    const found = reportOn(context, dataset, judged, isOfShapes || headings.includes('緯度'));
    const also: Finding[] = isOfShapes ? shapeFindings({ rows }, townOf(context)) : [];
    // A place is where somebody is recognised first of all, and what lies beside it in the file is judged by nobody.
    if (isOfShapes && dataset.about.isAboutPeople) also.unshift({ kind: 'peoplePlaces' });
    // The file goes out as it was handed in, and nobody judged these.
    if (beside) also.push({ kind: 'strayFiles', column: beside.join('、') });
    if (sheets) also.push({ kind: 'otherSheets', example: sheets.taken, column: sheets.left.join('、') });
    return { ...found, findings: [...also, ...found.findings] };
  };

  async function report(context: Context, dataset: Dataset): Promise<Report> {
    const { source } = dataset;
    if (source.kind === 'harvest') return EMPTY;
    if (source.kind === 'upload') {
      const reports: Report[] = [];
      for (const part of partsOf(dataset)) {
        const file = await sources.newest(context, dataset, part.key);
        if (!file) continue;
        const { bytes } = file;
        const read = await readFile(bytes);
        const one = read.ok
          ? ofFile(context, dataset, { ...read.table, encoding: encodingOf(bytes) })
          : EMPTY;
        reports.push({ ...one, findings: one.findings.map((finding) => ({ ...finding, file: part.name })) });
      }
      return together(reports);
    }
    const kept = source.kind === 'register' ? sources.keptOf(context, source.register) : undefined;
    if (source.kind === 'register' && !kept) return EMPTY;
    const table = await sources.tableOf(context, dataset);
    const place = kept?.register.place;
    const found = reportOn(
      context,
      dataset,
      { ...table, encoding: null },
      place !== undefined && place.notPublic === undefined,
    );
    // Its rows come and go without anybody judging them, and each of them is public by itself.
    if (dataset.about.isAboutPeople) found.findings.unshift({ kind: 'livePeople' });
    // The columns of a standard are a file of its own there, always whole.
    return kept && kept.register.standards.length > 0
      ? {
          ...found,
          findings: found.findings.filter(
            ({ kind }) => !['noStandard', 'missingStandardColumn', 'extraColumn'].includes(kind),
          ),
          standardSet: kept.register.id,
          isStandard: true,
        }
      : { ...found, standardSet: null, isStandard: false };
  }

  const isFit = ({ findings, anonymity }: Report): boolean =>
    !findings.some(isHindering) && (anonymity === null || isAnonymous(anonymity));

  return {
    report,
    isFit,
    ofFile,
    async requireFit(context: Context, dataset: Dataset): Promise<Report> {
      const found = await report(context, dataset);
      if (!isFit(found)) throw new AppError('notAllowedNow', `dataset ${dataset.id} is not fit to go out`);
      return found;
    },
    /** What of a register goes out, and why the rest does not. */
    fields(context: Context, { source }: Dataset): FieldLine[] {
      if (source.kind !== 'register') return [];
      const kept = sources.keptOf(context, source.register);
      return (kept?.register.fields ?? []).flatMap((field) =>
        'label' in field.ask
          ? [
              {
                label: localize(field.ask.label, 'ja'),
                reason: isPublicField(field)
                  ? null
                  : (field.notPublic ?? (isSealed(field) ? 'personal' : '')),
              },
            ]
          : [],
      );
    },
  };
}
export type Judging = ReturnType<typeof createJudging>;
