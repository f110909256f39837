import type { Context } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import { signInAs, type Who } from '#modules/identity/fixtures.js';
import type { DraftDocument } from './model.js';

/** A small procedure with a condition, a fee and a certificate, to which nothing is missing. */
export const smallDocument = (id: string, unit = 'civic-affairs'): DraftDocument => ({
  id,
  title: '犬の登録',
  summary: '飼い犬を登録する手続です。',
  lifeEvents: ['living'],
  audience: 'resident',
  unit,
  eligibility: '市内で犬を飼っている人',
  assuranceLevel: 'low',
  ways: [{ channel: 'online', text: 'このページから申請できます。' }],
  fee: {
    amount: 'copies * 300',
    text: '1枚につき300円',
    payment: [{ way: 'counter', text: '窓口で支払う' }],
  },
  standardProcessingDays: 3,
  declaration: '入力した内容は事実のとおりです。',
  output: { kind: 'certificate', title: '犬の登録証', template: 'certificate', fields: ['copies'] },
  retention: { years: 5 },
  form: {
    pages: [
      {
        id: 'dog',
        title: '犬について',
        fields: [
          { id: 'injected', kind: 'yesNo', label: '予防注射を受けましたか', sensitivity: 'ordinary' },
          {
            id: 'tag',
            kind: 'text',
            label: '注射済票の番号',
            sensitivity: 'ordinary',
            show: 'injected = true',
          },
          {
            id: 'copies',
            kind: 'number',
            label: '鑑札の枚数',
            min: 1,
            max: 5,
            unit: '枚',
            sensitivity: 'ordinary',
          },
        ],
      },
    ],
  },
});

/** Somebody of a municipality, as the services see them. */
export async function contextOf(kernel: Kernel, slug: string, who: Who): Promise<Context> {
  const municipality = kernel.municipalities.bySlug(slug);
  if (!municipality) throw new Error(`no municipality ${slug}`);
  const { actor } = await signInAs(kernel, slug, who);
  return { municipality, actor, purpose: null, clock: kernel.clock, mayJournal: null };
}
