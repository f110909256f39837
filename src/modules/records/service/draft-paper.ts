import { dateIn } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { Kernel } from '#kernel/kernel.js';
import { eraDate } from '#kernel/values/era.js';
import { formatYen, yen } from '#kernel/values/yen.js';
import { type DraftPaper, rightAsTold } from '#modules/decision/api.js';
import { unitName } from './deps.js';

const TEMPLATE = new URL('../templates/draft.typ', import.meta.url);
/** Papers of the office are in Japanese. */
const t = translatorFor('ja');

/** Its place and name among the files of a record. */
export const PAPER_NAME = '起案文書.pdf';

/** Later confirmations (後閲) that the paper of a draft shows. */
export const confirmationsOf = ({ acts }: DraftPaper): number =>
  acts.filter(({ act }) => act === 'confirmed').length;

/** The paper of a draft: what was put up, and who said what to it. `related`: what it names, with the numbers of its links. */
export function draftPdf(
  { typesetter }: Pick<Kernel, 'typesetter'>,
  context: Context,
  paper: DraftPaper,
  related: string,
): Promise<Uint8Array> {
  const { municipality } = context;
  const { content, decidedAt } = paper;
  const day = dateIn(decidedAt ?? context.clock.now());
  return typesetter.renderPdf({
    template: TEMPLATE,
    data: {
      municipality: localize(municipality.name, 'ja'),
      kind: paper.kindTitle,
      unit: unitName(context, paper.unit),
      drafter: paper.drafterName,
      decidedOn: eraDate(day),
      article: paper.article ?? '',
      amount: paper.amount === null ? '' : formatYen(yen(paper.amount)),
      title: content.title,
      body: content.body,
      reason: content.reason,
      budget: content.budget,
      related,
      acts: paper.acts.map(({ act, unit, title, name, at, comment, ...by }) => ({
        at: t.dateTime(at),
        who: [unit, title, name].filter(Boolean).join(' '),
        what: t(`decision.done.${act}`) + rightAsTold(t, by),
        comment: comment ?? '',
      })),
      files: paper.files.ids.length,
    },
    meta: { title: content.title, author: municipality.head.title, date: day },
    missingGlyph: 'mark',
  });
}
