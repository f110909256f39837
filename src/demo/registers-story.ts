import { invariant } from '#kernel/errors.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import type { DemoActors } from '#modules/identity/api.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { sentFile } from '#modules/register/fixtures.js';
import type { Modules } from '#modules.js';
import { DEMO_ROWS, type DemoRow } from './register-rows.js';

/** Made up: names of no real place, with where they lie within the town, in parts of its box. */
const SHELTERS = [
  ['D001', '北部コミュニティ広場', 'ホクブコミュニティヒロバ', 0.42, 0.71, '有', '有', 300],
  ['D002', '中央公園グラウンド', 'チュウオウコウエングラウンド', 0.35, 0.6, '有', '有', 1200],
  ['D003', '南台小学校', 'ミナミダイショウガッコウ', 0.38, 0.42, '', '有', 450],
  ['D004', '川辺中学校', 'カワベチュウガッコウ', 0.3, 0.52, '', '有', 520],
  ['D005', '東山集会所', 'ヒガシヤマシュウカイショ', 0.61, 0.55, '有', '', 80],
  ['D006', '西町体育館', 'ニシマチタイイクカン', 0.22, 0.58, '有', '有', 260],
] as const;
const HEAD = 'NO,名称,名称_カナ,緯度,経度,災害種別_洪水,災害種別_地震,想定収容人数';

/** What a start finds in the registers: what plans ask for, and a file of shelters that a clerk has read in. */
export async function fillRegisters(
  kernel: Kernel,
  modules: Modules,
  municipality: Municipality,
  actors: DemoActors,
): Promise<void> {
  await readShelters(kernel, modules, municipality, actors);
  await writeRows(kernel, modules, municipality, actors);
}

const geometryOf = ({ at = [] }: DemoRow) => {
  const [first] = at;
  if (!first) return null;
  return at.length > 1 ? { type: 'LineString', coordinates: at } : { type: 'Point', coordinates: first };
};

async function writeRows(
  kernel: Kernel,
  { register }: Modules,
  municipality: Municipality,
  { clerk, 'plan-office': planOffice }: DemoActors,
): Promise<void> {
  const when = kernel.clock.now().subtract({ hours: 24 * 12 });
  const contexts = [clerk, planOffice].map((actor) => contextAt(municipality, actor, when));
  const worker = (id: string) => {
    const kept = register.api.all(contextAt(municipality, clerk, when)).find((one) => one.register.id === id);
    return kept && contexts.find((context) => kernel.access.can(context, 'register.edit', kept.unit));
  };
  for (const row of DEMO_ROWS[municipality.slug] ?? []) {
    const context = worker(row.register);
    if (!context) continue;
    const saved = await register.api.create(context, row.register, {
      values: row.values,
      geometry: geometryOf(row),
    });
    invariant(saved.ok, `a row of the demo fits into ${row.register}`);
  }
  const reviewer = worker('analogue-rules');
  if (reviewer) await register.services.finding.find(reviewer, 'analogue-rules');
}

/** A clerk has read a file of shelters into the register, some days ago. */
async function readShelters(
  kernel: Kernel,
  { register }: Modules,
  municipality: Municipality,
  { clerk }: DemoActors,
): Promise<void> {
  const context = contextAt(municipality, clerk, kernel.clock.now().subtract({ hours: 24 * 4 }));
  const kept = register.api.seen(context).find((one) => one.register.id === 'shelters');
  if (!kept || !kernel.access.can(context, 'register.import', kept.unit)) return;
  const [west, south, east, north] = kept.area;
  const lines = SHELTERS.map(([code, name, kana, x, y, flood, earthquake, capacity]) =>
    [
      code,
      name,
      kana,
      (south + (north - south) * y).toFixed(6),
      (west + (east - west) * x).toFixed(6),
      flood,
      earthquake,
      capacity,
    ].join(','),
  );
  const { imports } = register.services;
  const received = await imports.receive(
    context,
    kept.register.id,
    sentFile('避難場所一覧.csv', `${[HEAD, ...lines].join('\r\n')}\r\n`),
  );
  if (received.kind === 'checked') await imports.confirm(context, received.id);
}
