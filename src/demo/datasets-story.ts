import { localize } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import type { About, NewDataset } from '#modules/dataset/fixtures.js';
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
}
