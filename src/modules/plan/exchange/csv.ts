import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { type CsvCell, csvText } from '#kernel/sheets/write-csv.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { stageWords } from '#ui/components/plan-tags.js';
import type { IndicatorView, IndicatorYear, MeasureView, PlanView } from '../model.js';
import { LICENCE } from './licence.js';
import { figureText } from './pdf/words.js';
import { ACHIEVED, DIRECTIONS, INDICATOR_KINDS } from './sheets.js';

/*
 * One row per indicator and fiscal year; a measure or an indicator without figures has one that says so. The headings
 * are the file format, in Japanese in every language of the screens. RFC 4180, with the byte order mark that Excel
 * needs to see UTF-8.
 */

const HEADINGS = [
  '団体コード',
  '団体名',
  '計画名',
  '柱',
  '施策ID',
  '施策番号',
  '施策名',
  '主管課',
  '施策の段階',
  '指標ID',
  '指標名',
  '単位',
  '種類',
  '望ましい向き',
  '年度',
  '目標値',
  '前の年度からの継続目標',
  '実績値',
  '実績値の出所',
  '年度の途中',
  '達成',
  '進み具合',
  '備考',
  'ライセンス',
] as const;

export function planCsv(t: Translator, { plan, measures }: PlanView, municipality: Municipality): string {
  const name = localize(municipality.name, t.locale);
  const figure = (value: Parameters<typeof figureText>[1]): CsvCell =>
    typeof value === 'number' ? value : figureText(t, value);
  const yes = (value: boolean): string => (value ? t('common.yes') : t('common.no'));
  const ofMeasure = (measure: MeasureView): CsvCell[] => [
    municipality.code,
    name,
    plan.title,
    measure.pillar.title,
    measure.number,
    measure.label,
    measure.title,
    measure.departments.join('、'),
    stageWords(t, measure.stage),
  ];
  const ofIndicator = (indicator: IndicatorView): CsvCell[] => [
    indicator.id,
    indicator.name,
    indicator.unit ?? null,
    INDICATOR_KINDS[indicator.kind],
    DIRECTIONS[indicator.direction],
  ];
  const ofYear = (year: IndicatorYear): CsvCell[] => [
    year.fiscalYear,
    figure(year.target),
    year.target === null ? null : yes(year.targetStands),
    figure(year.result),
    year.result === null ? null : t(`ui.chart.${year.source}`),
    yes(year.running),
    year.achieved === null ? null : ACHIEVED[year.achieved],
    t(`ui.rating.${year.rating}`),
    year.note,
  ];
  const row = (...cells: CsvCell[]): CsvCell[] => {
    const none = Array<CsvCell>(HEADINGS.length - 1 - cells.length).fill(null);
    return [...cells, ...none, `${LICENCE.id} ${name}`];
  };
  const rows = measures.flatMap((measure) => {
    const its = ofMeasure(measure);
    if (measure.indicators.length === 0) return [row(...its)];
    return measure.indicators.flatMap((indicator) => {
      if (indicator.years.length === 0) return [row(...its, ...ofIndicator(indicator))];
      return indicator.years.map((year) => row(...its, ...ofIndicator(indicator), ...ofYear(year)));
    });
  });
  return csvText([HEADINGS, ...rows]);
}
