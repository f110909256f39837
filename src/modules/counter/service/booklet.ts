import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import { eraDate } from '#kernel/values/era.js';
import { bringList, bySection, type ToDo } from '../todo.js';
import type { GuideList } from './guide.js';

const BOOKLET = new URL('../templates/booklet.typ', import.meta.url);

/** One thing to do, as it is printed. */
export const lineOf = ({ title, why, bring, deadline, note, elsewhere, procedure }: ToDo) => ({
  title: procedure?.title ?? title,
  why,
  bring,
  deadline: deadline?.text ?? '',
  law: deadline?.law ?? '',
  dueOn: deadline?.dueOn ? eraDate(deadline.dueOn) : '',
  note: note ?? '',
  where: elsewhere ? [elsewhere.name, elsewhere.phone, elsewhere.url].filter(Boolean).join('　') : '',
});

/** Those with a last day first, by day; the rest as the guide has them. */
const byUrgency = (todos: readonly ToDo[]): ToDo[] =>
  todos
    .filter(({ deadline }) => deadline?.dueOn)
    .sort((a, b) =>
      Temporal.PlainDate.compare(a.deadline?.dueOn ?? '9999-12-31', b.deadline?.dueOn ?? '9999-12-31'),
    );

/** 手続の一覧・おくやみハンドブック: everything to do, by day and by section, with boxes to tick. In Japanese. */
export function renderGuideBooklet(kernel: Kernel, context: Context, found: GuideList): Promise<Uint8Array> {
  const { guide } = found.used;
  const { municipality } = context;
  const title = localize(guide.booklet?.title ?? guide.title, 'ja');
  return kernel.typesetter.renderPdf({
    template: BOOKLET,
    data: {
      title,
      subtitle: localize(guide.title, 'ja'),
      opening: localize(guide.booklet?.opening ?? guide.summary, 'ja'),
      municipality: localize(municipality.name, 'ja'),
      office: { ...municipality.office, hours: localize(municipality.office.hours, 'ja') },
      madeOn: eraDate(today(context.clock)),
      dated: byUrgency(found.todos).map(lineOf),
      groups: bySection(found.todos).map(({ unit, todos }) => ({
        name: unit?.name ?? '',
        phone: unit?.phone ?? '',
        items: todos.map(lineOf),
      })),
      bring: bringList(found.todos),
    },
    meta: { title, author: localize(municipality.name, 'ja'), date: today(context.clock) },
    missingGlyph: 'mark',
  });
}
