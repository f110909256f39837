import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { type StageMark, stageWords } from '#ui/components/plan-tags.js';
import { IndicatorKind } from '../definition.js';
import { choice, id, lines, reference, required, type Sheet, text, year } from './columns.js';

/*
 * The sheets of the workbook. Together they hold everything that modules/plan/definition.ts knows, so that a file
 * goes out and comes back without loss.
 */

/** The words of the pages, in Japanese as all of the workbook: what is read there is found in the file, and the other way. */
const ja = translatorFor('ja');
const words = <const Value extends string>(
  values: readonly Value[],
  key: (value: Value) => MessageKey,
): Readonly<Record<Value, string>> =>
  Object.fromEntries(values.map((value) => [value, ja(key(value))])) as Record<Value, string>;

const stage = (one: StageMark): string => stageWords(ja, one);
export const STAGES = {
  concept: stage('concept'),
  planning: stage('planning'),
  operation: stage('operation'),
  ended: stage('ended'),
} as const satisfies Record<StageMark, string>;
export const INDICATOR_KINDS = words(IndicatorKind.options, (kind) => `measure.kind.${kind}`);
export const DIRECTIONS = words(['up', 'down'], (direction) => `measure.direction.${direction}`);
export const ACHIEVED = words(['yes', 'partly', 'no'], (achieved) => `measure.achieved.${achieved}`);
const CHANGE_KINDS = words(
  ['added', 'reworded', 'retargeted', 'ended'],
  (kind) => `plan.indicatorChange.${kind}`,
);
const PHASES = words(['plan', 'build', 'operate'], (phase) => `ui.phase.${phase}`);
const BODY_KINDS = words(
  ['headquarters', 'subcommittee', 'office', 'officer', 'adviser', 'department', 'partner'],
  (kind) => `plan.body.${kind}`,
);
const SIDES = words(['numerator', 'denominator'], (side) => `plan.formula.${side}`);

/** Tabs that departments fill in. */
const TO_FILL = 'C8102E';
const PLAN_TAB = '264B6E';
const SYSTEM_TAB = '767676';

const sheet = <const One extends Sheet>(one: One): One => one;
const measureRef = { measure: id('施策ID'), measureTitle: reference('施策名', 30) } as const;
const indicatorRef = {
  ...measureRef,
  indicator: id('指標ID', 18),
  indicatorName: reference('指標名', 30),
} as const;

export const SHEETS = {
  plan: sheet({
    name: '計画',
    tab: PLAN_TAB,
    columns: {
      id: required(text('計画ID', 18)),
      title: required(text('計画名', 30)),
      summary: required(text('概要', 60)),
      from: required(year('開始年度')),
      to: year('終了年度'),
      adoptedOn: { kind: 'date', heading: '策定日', width: 14 },
      sourceTitle: required(text('出典の題名', 30)),
      sourcePublisher: required(text('出典の発行者', 18)),
      sourceAsOf: { kind: 'date', heading: '出典の時点', width: 14 },
      background: text('背景', 60),
      reviewCycle: text('見直しの進め方', 60),
      version: {
        kind: 'number',
        heading: '版',
        width: 6,
        help: '書き出したときの版です。変更しないでください。',
      },
    },
  }),
  principles: sheet({ name: '基本方針', tab: PLAN_TAB, columns: { text: required(text('内容', 100)) } }),
  revisions: sheet({
    name: '改定の経過',
    tab: PLAN_TAB,
    columns: {
      date: { kind: 'date', heading: '年月日', width: 14, required: true },
      summary: required(text('内容', 100)),
    },
  }),
  pillars: sheet({
    name: '柱',
    tab: PLAN_TAB,
    frozenColumns: 1,
    columns: {
      id: id('柱ID'),
      label: required(text('番号', 10)),
      title: required(text('名称', 50)),
      policy: required(text('方針', 80)),
    },
  }),
  measures: sheet({
    name: '施策',
    tab: TO_FILL,
    frozenColumns: 3,
    columns: {
      number: id('施策ID'),
      label: required(text('番号', 10)),
      title: required(text('施策名', 36)),
      pillar: id('柱ID', 8),
      departments: lines('主管課', 24),
      yearListed: year('計画掲載年度'),
      yearEnded: year('終了年度'),
      stage: required(choice('施策の段階', STAGES, 18)),
      endReason: text('終了の理由', 40),
      purpose: text('事業目的及び概要', 60),
      state: text('実施状況', 60),
      outlook: text('今後の展望', 60),
      tags: lines('印'),
      related: lines('関連する施策ID', 14),
      systems: lines('システムID', 12),
      listedOnly: { kind: 'flag', heading: '一覧のみの掲載', width: 10 },
      version: {
        kind: 'number',
        heading: '版',
        width: 6,
        help: '書き出したときの版です。変更しないでください。',
      },
    },
  }),
  stageHistory: sheet({
    name: '段階の履歴',
    tab: TO_FILL,
    frozenColumns: 2,
    columns: {
      ...measureRef,
      fiscalYear: required(year('年度')),
      stage: required(choice('施策の段階', STAGES, 18)),
      reason: text('理由', 60),
    },
  }),
  progress: sheet({
    name: '年度末の報告',
    tab: TO_FILL,
    frozenColumns: 2,
    columns: { ...measureRef, fiscalYear: required(year('年度')), text: required(text('報告', 100)) },
  }),
  indicators: sheet({
    name: '指標',
    tab: TO_FILL,
    frozenColumns: 4,
    columns: {
      ...measureRef,
      indicator: id('指標ID', 18),
      name: required(text('指標名', 36)),
      unit: text('単位', 10),
      kind: required(choice('種類', INDICATOR_KINDS, 20)),
      direction: choice('望ましい向き', DIRECTIONS, 12),
      definition: text('定義（数え方）', 50),
      common: text('共通指標ID', 22),
      targetStands: { kind: 'flag', heading: '最後の目標が以後も続く', width: 12 },
      count: {
        kind: 'json',
        heading: '自動集計の設定',
        width: 30,
        help: '手続などの記録から数えるための設定です。通常は変更しません。',
      },
    },
  }),
  values: sheet({
    name: '目標と実績',
    tab: TO_FILL,
    frozenColumns: 4,
    columns: {
      ...indicatorRef,
      fiscalYear: required(year('年度')),
      target: { kind: 'figure', heading: '目標値', width: 24 },
      result: { kind: 'figure', heading: '実績値', width: 24 },
      achieved: choice('達成（到達点のみ）', ACHIEVED, 12),
      note: text('備考', 36),
      unit: reference('単位', 10),
      counted: reference('自動で数えた値', 14),
    },
  }),
  indicatorChanges: sheet({
    name: '指標の変更',
    tab: TO_FILL,
    frozenColumns: 4,
    columns: {
      ...indicatorRef,
      fiscalYear: required(year('年度')),
      kind: required(choice('変更の種類', CHANGE_KINDS, 14)),
      from: text('変更前', 40),
      to: text('変更後', 40),
      reason: text('理由', 40),
    },
  }),
  schedule: sheet({
    name: 'スケジュール',
    tab: TO_FILL,
    frozenColumns: 2,
    columns: {
      ...measureRef,
      kind: required(choice('区分', PHASES, 18)),
      from: required(year('開始年度')),
      to: year('終了年度'),
      text: required(text('内容', 80)),
    },
  }),
  bodies: sheet({
    name: '体制',
    tab: PLAN_TAB,
    frozenColumns: 2,
    columns: {
      id: id('組織ID', 18),
      name: required(text('名称', 30)),
      kind: required(choice('種別', BODY_KINDS, 12)),
      role: required(text('役割', 80)),
      members: lines('構成員', 40),
      reportsTo: text('上位の組織ID', 18),
    },
  }),
  terms: sheet({
    name: '用語',
    tab: PLAN_TAB,
    frozenColumns: 1,
    columns: {
      term: required(text('用語', 24)),
      reading: text('読み', 30),
      meaning: required(text('意味', 100)),
    },
  }),
  externalCounts: sheet({
    name: 'システム外の件数',
    tab: SYSTEM_TAB,
    frozenColumns: 4,
    columns: {
      ...indicatorRef,
      label: required(text('経路', 30)),
      side: required(choice('加える側', SIDES, 10)),
      fiscalYear: year('年度'),
      count: { kind: 'number', heading: '件数', width: 12 },
    },
  }),
} as const satisfies Record<string, Sheet>;

export type SheetKey = keyof typeof SHEETS;

/** The first sheet: how to fill the others in. Not read back. */
export const GUIDE_SHEET = 'はじめに';
