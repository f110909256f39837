import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { count } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { addBusinessDays } from '#kernel/values/business-day.js';
import { fiscalYearOf, fiscalYearStart } from '#kernel/values/fiscal-year.js';
import { NO_EXTRA } from '#modules/decision/model/route.js';
import type { DemoActors } from '#modules/identity/api.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import type { Modules } from '#modules.js';
import { at } from './town.js';

type Who = 'clerk' | 'plan-office';
const STAFF = ['section-head', 'plan-office', 'headquarters', 'clerk'] as const;

/** How far it comes: agreed so often, then the last thing that happens to it. */
interface Story {
  by: Who;
  /** Days ago. */
  ago: number;
  kind: 'general' | 'contract';
  title: string;
  body: string;
  amount?: number;
  budget?: string;
  urgent?: boolean;
  /** Other units are asked, or told once it is decided: those of these people. */
  consult?: Who;
  circulate?: Who;
  /** Days between two answers; after the last one nothing more happens. */
  answers: readonly number[];
  objection?: string;
  end?: { returned: string } | { withdrawn: string } | 'unsent';
}

/** Drafts of a section at the counter in every state, the oldest first. */
const STORIES: readonly Story[] = [
  {
    by: 'clerk',
    ago: 34,
    kind: 'general',
    title: '窓口の混雑予測カレンダーの公開について',
    body: '過去の来庁者数から作った混雑予測を、来月から市のホームページで公開してよろしいか伺います。',
    circulate: 'plan-office',
    answers: [2, 3, 3, 3],
  },
  {
    by: 'clerk',
    ago: 27,
    kind: 'contract',
    title: '窓口用呼出番号機の消耗品の購入について',
    body: '別紙の見積りにより購入してよろしいか伺います。',
    amount: 84_000,
    budget: '2款3項1目 戸籍住民基本台帳費',
    answers: [1, 2, 2, 2],
  },
  {
    by: 'clerk',
    ago: 20,
    kind: 'general',
    title: '年度末の休日開庁の実施について',
    body: '3月の最終日曜日と4月の第1日曜日に、窓口を開けてよろしいか伺います。',
    consult: 'plan-office',
    objection: '証明書発行のシステムが保守の日に当たります。日程を確かめてください。',
    circulate: 'plan-office',
    answers: [2, 4, 1, 1, 1],
  },
  {
    by: 'plan-office',
    ago: 15,
    kind: 'general',
    title: 'オンライン手続の利用状況の報告について',
    body: '上半期の利用状況を、別紙のとおり各課に報告してよろしいか伺います。',
    answers: [3, 3, 3, 3],
  },
  {
    by: 'clerk',
    ago: 12,
    kind: 'contract',
    title: '証明書発行機の緊急修理について',
    body: '発行機1台が止まりました。至急修理を依頼してよろしいか伺います。',
    amount: 620_000,
    budget: '2款3項1目 戸籍住民基本台帳費',
    urgent: true,
    answers: [0],
  },
  {
    by: 'clerk',
    ago: 9,
    kind: 'general',
    title: '記載台の配置の変更について',
    body: '記載台を4台から2台に減らし、書かない窓口の席を増やしてよろしいか伺います。',
    answers: [],
    end: { withdrawn: '消防設備の点検の後に出し直します。' },
  },
  {
    by: 'clerk',
    ago: 7,
    kind: 'general',
    title: '窓口アンケートの実施について',
    body: '来庁者に待ち時間と案内の分かりやすさを尋ねるアンケートを行ってよろしいか伺います。',
    answers: [],
    end: { returned: '設問の案と、集計の方法を添えてください。' },
  },
  {
    by: 'clerk',
    ago: 5,
    kind: 'contract',
    title: '通訳タブレットの利用契約の更新について',
    body: '来年度の利用契約を、別紙の条件で更新してよろしいか伺います。',
    amount: 396_000,
    budget: '2款3項1目 戸籍住民基本台帳費',
    consult: 'plan-office',
    answers: [],
  },
  {
    by: 'clerk',
    ago: 2,
    kind: 'general',
    title: '転入の手続のご案内（チラシ）の改訂について',
    body: '別紙のとおり改訂し、来月から配ってよろしいか伺います。',
    // The deputy head has agreed; it lies with the head.
    answers: [1],
  },
  {
    by: 'clerk',
    ago: 1,
    kind: 'general',
    title: '夜間窓口の試行について',
    body: '毎月第2水曜日の19時まで窓口を開ける試行について伺います。',
    answers: [],
    end: 'unsent',
  },
];

/** Drafts as the clerk and the plan office put them up and others answer them. Made once. */
export async function decideDrafts(
  kernel: Kernel,
  modules: Modules,
  municipality: Municipality,
  actors: DemoActors,
): Promise<void> {
  const tenant = municipality.code;
  const drafted = (tx: Tx) => count(tx, { type: 'decision.drafted' });
  if ((await kernel.database.transaction(tenant, drafted)) > 0) return;
  const day = today(kernel.clock);
  const began = fiscalYearStart(fiscalYearOf(day));
  for (const story of STORIES) {
    const on = day.subtract({ days: story.ago });
    // Before the first of April nobody held the post that they hold now.
    if (Temporal.PlainDate.compare(on, began) >= 0)
      await live(story, {
        kernel,
        modules,
        actors,
        on,
        as: (who, time) => contextAt(municipality, actors[who], time),
      });
  }
}

interface Stage {
  kernel: Kernel;
  modules: Modules;
  actors: DemoActors;
  on: Temporal.PlainDate;
  as(who: Exclude<keyof DemoActors, 'building-clerk'>, time: Temporal.Instant): Context;
}

async function live(story: Story, stage: Stage): Promise<void> {
  const { kernel, modules, on, as } = stage;
  const { drafting, reading, acting } = modules.decision.service;
  const by = as(story.by, at(on, 10, 10));
  const ownUnit = async (context: Context) => (await reading.places(context)).own[0]?.id;
  const unit = await ownUnit(by);
  if (unit === undefined) return;
  const unitsOf = async (who: Who | undefined) => {
    const other = who && (await ownUnit(as(who, at(on, 10, 10))));
    return other && other !== unit ? [other] : [];
  };
  const isWaiting = story.answers.length === 0 && story.end === undefined;
  const terms = {
    kind: story.kind,
    unit,
    urgent: story.urgent ?? false,
    amount: story.amount ?? null,
    dueOn: isWaiting ? addBusinessDays(today(kernel.clock), 3) : null,
    extra: {
      ...NO_EXTRA,
      consult: await unitsOf(story.consult),
      circulate: await unitsOf(story.circulate),
    },
  };
  const { title, body, budget = '' } = story;
  const id = await drafting.begin(by, terms, { title, body, budget, reason: '', related: '', links: [] });
  if (story.end === 'unsent') return;
  await drafting.send(by, id, 1);
  const later = as(story.by, at(on.add({ days: 1 }), 9, 30));
  if (story.end && 'withdrawn' in story.end) {
    await acting.withdraw(later, id, story.end.withdrawn);
    return;
  }
  let answered = on;
  for (const days of story.end ? [1] : story.answers) {
    answered = answered.add({ days });
    if (!(await answerNext(story, stage, id, at(answered, 15, 40)))) return;
  }
}

/** Whoever is asked first, of those who sign in here, answers; false when nobody of them is asked any more. */
async function answerNext(
  story: Story,
  { kernel, modules: { decision }, actors, as }: Stage,
  id: string,
  time: Temporal.Instant,
): Promise<boolean> {
  const { reading, acting } = decision.service;
  const asked = await kernel.database.transaction(tenantOf(as(story.by, time)), (tx) =>
    decision.api.deciders(tx, as(story.by, time), id, null),
  );
  const who = STAFF.find((one) => asked?.asked.includes(actors[one].id));
  if (!who) return false;
  const context = as(who, time);
  const { draft, steps } = await reading.open(context, id);
  const step = steps.find(
    ({ state, mine, kind }) => state === 'open' && mine !== null && kind !== 'circulation',
  );
  if (!step) return false;
  const seen = { round: draft.round, no: step.no };
  if (story.end && story.end !== 'unsent' && 'returned' in story.end) {
    await acting.sendBack(context, id, { seen, to: null, reason: story.end.returned });
    return false;
  }
  const objects = story.objection !== undefined && step.kind === 'consultation';
  const comment = objects ? (story.objection ?? '') : '';
  await acting.answer(context, id, { seen, kind: objects ? 'objected' : 'approved', comment });
  return true;
}
