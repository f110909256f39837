import { localize } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { About, NewDataset, NewPanel } from '#modules/dataset/fixtures.js';
import type { DemoActors } from '#modules/identity/api.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import type { Modules } from '#modules.js';

const about = (more: Pick<About, 'title' | 'titleEn' | 'notes'> & Partial<About>): About => ({
  licence: 'CC-BY-4.0',
  frequency: 'continuous',
  contact: '',
  tags: [],
  groups: [],
  isAboutPeople: false,
  traits: [],
  ...more,
});

/** Three days ago the section put a register that has rows and the plan before the public. */
export async function publishData(
  kernel: Kernel,
  { dataset, plan, register }: Modules,
  municipality: Municipality,
  actors: DemoActors,
): Promise<void> {
  const context = contextAt(municipality, actors['section-head'], kernel.clock.now().subtract({ hours: 72 }));
  const office = contextAt(municipality, actors['plan-office'], kernel.clock.now().subtract({ hours: 70 }));
  const { editing, publishing } = dataset.services;
  const city = localize(municipality.name, 'ja');
  const shelters = register.api.published(context).find((kept) => kept.register.id === 'shelters');
  const units = municipality.units.filter(({ id }) => kernel.access.can(office, 'dataset.publish', id));
  const unit = units.find(({ id }) => id === 'information-policy') ?? units[0];
  const hasPlan = (await plan.api.findPlan(office)) !== null;
  const wanted: { by: typeof context; what: NewDataset }[] = [
    ...(shelters && (await register.api.publicCount(context, 'shelters', {})) > 0
      ? [
          {
            by: context,
            what: {
              name: 'shelters',
              unit: shelters.unit,
              source: { kind: 'register' as const, register: 'shelters' },
              about: about({
                title: '指定緊急避難場所一覧',
                titleEn: 'Emergency places',
                notes: `${city}の指定緊急避難場所の名称、位置、対象とする災害、収容人数です（デモの架空のデータ）。`,
                tags: ['防災', '避難所', '推奨データセット'],
                groups: ['justice'],
              }),
            },
          },
        ]
      : []),
    ...(unit && hasPlan
      ? (['plan', 'figures'] as const).map((kind) => ({
          by: office,
          what: {
            name: kind === 'plan' ? 'dx-plan' : 'dx-plan-figures',
            unit: unit.id,
            source: { kind },
            about: about({
              title: kind === 'plan' ? '計画の施策と指標' : '計画の指標の目標値と実績値',
              titleEn:
                kind === 'plan' ? 'Measures and indicators of the plan' : 'Targets and results of the plan',
              notes: `${city}の計画の${kind === 'plan' ? '施策、指標、年度ごとの目標値と実績値' : '指標ごと・年度ごとの目標値と実績値'}です。`,
              tags: ['計画', 'KPI'],
              groups: ['government'],
            }),
          },
        }))
      : []),
  ];
  for (const { by, what } of wanted) {
    if (!kernel.access.can(by, 'dataset.publish', what.unit)) continue;
    const made = await editing.create(by, what);
    if (!made) continue;
    await publishing.check(by, made.id, made.revision);
    await publishing.publish(by, made.id, made.revision + 1);
  }
  await showData(kernel, dataset, municipality, actors);
}

const ofShelters = {
  from: { dataset: 'shelters', table: 'csv' },
  where: [],
  note: 'デモの架空のデータです。',
  noteEn: 'Invented data of the demonstration.',
};
const COUNT = { of: 'count' } as const;

const SHELTER_PANELS: readonly NewPanel[] = [
  {
    ...ofShelters,
    kind: 'number',
    title: '指定緊急避難場所',
    titleEn: 'Emergency places',
    measure: COUNT,
    unit: 'か所',
  },
  {
    ...ofShelters,
    kind: 'number',
    title: '想定収容人数の合計',
    titleEn: 'People whom they hold, together',
    measure: { of: 'sum', column: '想定収容人数' },
    unit: '人',
  },
  {
    ...ofShelters,
    kind: 'bar',
    title: '洪水のときに使えるか',
    titleEn: 'Fit for use in a flood',
    measure: COUNT,
    unit: 'か所',
    by: '災害種別：洪水',
    cut: 'whole',
  },
  {
    ...ofShelters,
    kind: 'map',
    title: '場所',
    titleEn: 'Where they are',
    lat: '緯度',
    lon: '経度',
    label: '名称',
  },
];

const PLAN_PANEL: NewPanel = {
  kind: 'line',
  title: '実績が分かっている指標',
  titleEn: 'Indicators whose results are known',
  note: '計画の指標のうち、その年度の実績値があるものの数です。',
  noteEn: 'How many indicators of the plan have a result for the year.',
  from: { dataset: 'dx-plan-figures', table: 'csv' },
  where: [{ column: '実績値', is: 'filled', value: '' }],
  measure: COUNT,
  unit: '件',
  by: '年度',
  cut: 'whole',
};

/** Two days ago a clerk made a page of charts of it and asked for its publication; the head of the section published it. */
async function showData(
  kernel: Kernel,
  { services: { dashboards, dashboardSteps } }: Modules['dataset'],
  municipality: Municipality,
  { clerk, 'section-head': head }: DemoActors,
): Promise<void> {
  const at = kernel.clock.now().subtract({ hours: 48 });
  const context = contextAt(municipality, clerk, at);
  const chief = contextAt(municipality, head, at.add({ hours: 2 }));
  const unit = municipality.units.find(({ id }) =>
    [context, chief].every((one) => kernel.access.can(one, 'dataset.edit', id)),
  );
  const names = (await dashboards.tables(context)).map(({ published }) => published.dataset.name);
  const panels = [...SHELTER_PANELS, PLAN_PANEL].filter(({ from }) => names.includes(from.dataset));
  if (!unit || panels.length === 0) return;
  const city = localize(municipality.name, 'ja');
  const made = await dashboards.create(context, {
    name: 'city-in-figures',
    unit: unit.id,
    content: {
      title: `数字で見る${city}`,
      titleEn: 'The city in figures',
      lead: '避難場所と計画の進み具合を、公開しているデータから描いています。データが変わると図も変わります。',
      leadEn:
        'Emergency places and the progress of the plan, drawn from published data. When the data change, so do the charts.',
      panels: panels.map((panel) => ({ ...panel, id: uuidv7(at) })),
    },
  });
  if (!made) return;
  await dashboardSteps.step(context, made.id, { seen: made.revision, step: 'ask' });
  if (dashboardSteps.turn(chief, { ...made, state: 'asked' }).steps.includes('publish'))
    await dashboardSteps.step(chief, made.id, { seen: made.revision + 1, step: 'publish' });
}
