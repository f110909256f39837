import { dateIn } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import { eraDate, eraFiscalYearText } from '#kernel/values/era.js';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import type { Rules } from '../catalog.js';
import { type Binder, type Disposal, type DocumentHead, numberText } from '../model.js';
import { unitName } from './deps.js';

const TEMPLATE = new URL('../templates/disposal.typ', import.meta.url);

const WORDS = {
  destroy: {
    title: '廃棄証明書',
    words:
      '次の簿冊を、保存期間の満了により廃棄しました。文書の内容は消去し、復元できません。文書登録簿の記載は残ります。',
  },
  archive: {
    title: '歴史公文書移管目録',
    words: '次の簿冊を、保存期間の満了により歴史公文書として移管しました。',
  },
} as const;

/** Of a document that not everybody may see, the certificate says that it was there, and not what it was about. */
const HIDDEN = '（秘密の区分のある文書）';

export interface Certified {
  disposal: Disposal;
  binders: readonly Binder[];
  documents: readonly DocumentHead[];
  /** Digest of the newest version, by document. */
  digests: ReadonlyMap<string, string>;
  proposedBy: string;
  decidedBy: string;
}

/** 廃棄証明書 or 移管目録, with the electronic seal of the municipality. */
export async function disposalPdf(
  kernel: Pick<Kernel, 'typesetter' | 'sealer'>,
  context: Context,
  rules: Rules,
  { disposal, binders, documents, digests, proposedBy, decidedBy }: Certified,
): Promise<Uint8Array> {
  const { municipality, clock } = context;
  const day = dateIn(clock.now());
  const { title, words } = WORDS[disposal.kind];
  const say = (text: Parameters<typeof localize>[0] | undefined) =>
    text === undefined ? '' : localize(text, 'ja');
  const pdf = await kernel.typesetter.renderPdf({
    template: TEMPLATE,
    data: {
      municipality: localize(municipality.name, 'ja'),
      head: { title: municipality.head.title, name: municipality.head.name ?? null },
      title,
      words,
      number: numberText(disposal),
      unit: unitName(context, disposal.unit),
      reason: disposal.reason,
      proposedBy,
      proposedOn: eraDate(dateIn(disposal.proposedAt)),
      decidedBy,
      decidedOn: eraDate(day),
      count: documents.length,
      binders: binders.map((binder) => {
        const small = rules.classOf(binder.classification);
        return {
          title: binder.title,
          year: eraFiscalYearText(fiscalYear(binder.fiscalYear)),
          volume: binder.volume,
          classification: small
            ? [small.large, small.middle, small.title].map(say).join('＞')
            : binder.classification,
          retention: say(rules.retentionOf(binder.retention)?.title) || binder.retention,
          article: small?.article ?? '',
          keptUntil: binder.keptUntil ? eraDate(binder.keptUntil) : '',
          documents: documents
            .filter(({ binderId }) => binderId === binder.id)
            .map((one) => ({
              number: `${numberText(one)}（${eraFiscalYearText(fiscalYear(one.fiscalYear))}）`,
              registeredOn: eraDate(dateIn(one.registeredAt), { short: true }),
              subject: one.grade === 'open' ? one.subject : HIDDEN,
              digest: (digests.get(one.id) ?? '').slice(0, 24),
            })),
        };
      }),
    },
    meta: { title, author: municipality.head.title, date: day },
    // Subjects are as they were typed; a rare character must not keep a binder from its end.
    missingGlyph: 'mark',
  });
  return kernel.sealer.seal(tenantOf(context), municipality.head.title, pdf);
}
