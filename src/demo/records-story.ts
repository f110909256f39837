import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { count } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import type { DemoActors } from '#modules/identity/api.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import type { Registration } from '#modules/records/api.js';
import { waitingOf } from '#modules/records/fixtures.js';
import type { Modules } from '#modules.js';
import { at } from './town.js';

interface Letter
  extends Pick<Registration, 'direction' | 'kind' | 'classification' | 'subject' | 'correspondent'> {
  /** Days ago. */
  ago: number;
  text: string;
  theirNumber?: string;
  grade?: Registration['grade'];
  /** How far it comes. */
  end?: 'completed' | 'bound';
}

/** Letters of a section at the counter; the oldest are past their retention. */
const LETTERS: readonly Letter[] = [
  {
    ago: 1,
    direction: 'received',
    kind: 'inquiry',
    classification: 'a3-03',
    subject: '住民基本台帳事務の実施状況に関する照会について',
    correspondent: '県市町村振興課長',
    theirNumber: '市振第412号',
    text: '標記の件について、別紙様式により12月4日までに回答してください。\n対象：住民票の写しの交付件数（コンビニ交付を含む）',
  },
  {
    ago: 3,
    direction: 'received',
    kind: 'petition',
    classification: 'c2-01',
    subject: '窓口の待ち時間の短縮に関する要望書',
    correspondent: '自治連合会',
    text: '月曜日の午前に窓口が混み合うため、予約制の拡大を要望します。',
  },
  {
    ago: 6,
    direction: 'drafted',
    kind: 'answer',
    classification: 'a3-03',
    subject: 'マイナンバーカードの交付体制について（回答）',
    correspondent: '県市町村振興課長',
    text: '交付窓口を4か所に増やし、休日の開庁を月2回行っています。',
    end: 'completed',
  },
  {
    ago: 9,
    direction: 'received',
    kind: 'report',
    classification: 'c2-02',
    subject: '職員の対応に関する申出の記録',
    correspondent: '',
    text: '申出の内容と事実関係の確認の経過。',
    grade: 'secret',
  },
  {
    ago: 20,
    direction: 'internal',
    kind: 'minutes',
    classification: 'a3-02',
    subject: '窓口改善会議（第3回）の記録',
    correspondent: '',
    text: '議題1 書かない窓口の試行結果。議題2 おくやみ窓口の人員配置。',
    end: 'bound',
  },
  {
    ago: 980,
    direction: 'received',
    kind: 'application',
    classification: 'c1-02',
    subject: '証明書の交付請求書（綴り）',
    correspondent: '窓口',
    text: '住民票の写しの交付請求書。',
    end: 'bound',
  },
];

const registered = (kernel: Kernel, context: Context): Promise<number> =>
  kernel.database.transaction(tenantOf(context), (tx) => count(tx, { type: 'document.registered' }));

/** A handful of documents in every state, made as the clerk makes them. */
export async function fileDocuments(
  kernel: Kernel,
  { records }: Modules,
  municipality: Municipality,
  { clerk }: DemoActors,
): Promise<void> {
  const now = kernel.clock.now();
  const unit = clerk.kind === 'staff' ? clerk.grants[0]?.unit : null;
  if (!unit || (await registered(kernel, contextAt(municipality, clerk, now))) > 0) return;
  const { desk, binders } = records.services;
  for (const { ago, text, end, grade = 'open', theirNumber = '', ...letter } of [...LETTERS].reverse()) {
    const context = contextAt(municipality, clerk, at(today(kernel.clock).subtract({ days: ago }), 10, 20));
    const from = waitingOf(context);
    const upload = { name: `${letter.subject}.txt`, bytes: new TextEncoder().encode(text) };
    const received = await kernel.files.receive(
      context,
      upload,
      { contents: ['text'], maxBytes: 100_000 },
      from,
    );
    const { id } = await desk.register(context, {
      ...letter,
      grade,
      theirNumber,
      unit,
      inCharge: clerk.kind === 'staff' ? clerk.id : null,
      documentDate: null,
      receivedOn: letter.direction === 'received' ? today(context.clock) : null,
      intakeKey: `demo/${ago}`,
      files: { from, ids: received.ok ? [received.stored.file] : [] },
    });
    if (end) await desk.complete(context, id, 1);
    if (end === 'bound') await binders.bind(context, id, 2, null);
  }
}
