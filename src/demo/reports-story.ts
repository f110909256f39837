import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { count } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import type { DemoActors } from '#modules/identity/api.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import type { Modules } from '#modules.js';
import { at } from './town.js';

interface Told {
  kind: string;
  point: { lat: number; lon: number };
  place: string;
  words: string;
  /** Days ago. */
  ago: number;
  /** What was done since, in order; each takes a day. */
  steps: readonly ('look' | 'assign' | 'start' | 'close' | 'passOn')[];
  isPublic: boolean;
}

/** Invented, in the middle of the town that has crews: one in every state. */
const TOLD: readonly Told[] = [
  {
    kind: 'road-damage',
    point: { lat: 34.6812, lon: 135.8231 },
    place: '三条町の交差点',
    words: '横断歩道の手前に穴があいています',
    ago: 9,
    steps: ['look', 'assign', 'start', 'close'],
    isPublic: true,
  },
  {
    kind: 'street-light',
    point: { lat: 34.6935, lon: 135.7841 },
    place: '公園の北の道',
    words: '街灯が3日前から消えています',
    ago: 6,
    steps: ['look', 'assign'],
    isPublic: true,
  },
  {
    kind: 'road-safety',
    point: { lat: 34.6901, lon: 135.7702 },
    place: '県道の下り坂',
    words: 'カーブミラーが横を向いています',
    ago: 5,
    steps: ['look', 'passOn'],
    isPublic: true,
  },
  {
    kind: 'park-equipment',
    point: { lat: 34.6868, lon: 135.8379 },
    place: '公園の砂場のそば',
    words: 'ベンチの板が割れています',
    ago: 3,
    steps: ['look'],
    isPublic: true,
  },
  {
    kind: 'illegal-dumping',
    point: { lat: 34.6702, lon: 135.8011 },
    place: '川沿いの空き地',
    words: 'タイヤが捨てられています',
    ago: 1,
    steps: [],
    isPublic: false,
  },
];

const hasReports = (kernel: Kernel, context: Context): Promise<boolean> =>
  kernel.database.transaction(
    tenantOf(context),
    async (tx) => (await count(tx, { type: 'report.received' })) > 0,
  );

/** A handful of reports, made as people and the section make them; only where the town has crews. */
export async function tellOfDamage(
  kernel: Kernel,
  { report: { services, rulesOf } }: Modules,
  municipality: Municipality,
  { clerk }: DemoActors,
): Promise<void> {
  const now = contextAt(municipality, clerk, kernel.clock.now());
  const rules = rulesOf(now);
  if (!rules || municipality.kind === 'prefecture' || rules.crews.length === 0) return;
  if (await hasReports(kernel, now)) return;
  const { intake, desk, moderation } = services;
  for (const [index, { ago, steps, isPublic, ...told }] of TOLD.entries()) {
    const on = (days: number) => at(today(kernel.clock).subtract({ days: ago - days }), 9, 10 + index);
    const reporter = { kind: 'visitor', id: `demo-${index}` } as const;
    const { id } = await intake.receive(contextAt(municipality, reporter, on(0)), {
      ...told,
      answers: {},
      mediaUrl: '',
      contact: { name: '', email: '', phone: '' },
      photos: { from: 'draft/none', ids: [] },
      channel: 'web',
      locale: 'ja',
      key: `demo-${index}`,
      address: '',
    });
    const revision = async (context: Context) => (await desk.open(context, id)).report.revision;
    if (isPublic) {
      const context = contextAt(municipality, clerk, on(0));
      await moderation.release(context, id, await revision(context), told.words);
    }
    for (const [done, action] of steps.entries()) {
      const context = contextAt(municipality, clerk, on(done + 1));
      const crew = rules.crews[0]?.id ?? '';
      const reply = action === 'close' ? '穴を埋めました。お知らせありがとうございました。' : '';
      const step = { crew, reason: 'fixed', owner: 'prefectural', reply };
      await desk.act(context, id, await revision(context), action, step);
    }
  }
}
