import type { Part } from './control.js';
import { textOf } from './control.js';
import { Errors, ja, typedText } from './texts.js';
import { pageWords } from './words.js';

export const NEW = 'new';

/** A page's heading and the name in its address. */
export const page: Part = {
  title: ({ t, document, of }) => {
    const found = document.form.pages.find(({ id }) => id === of);
    return found ? t('authoring.page.title', { title: pageWords(t, found) }) : t('authoring.page.newTitle');
  },
  typed: ({ document, of }) => {
    if (of === NEW) return { title: '', id: '' };
    const found = document.form.pages.find(({ id }) => id === of);
    return found ? { title: ja(found.title), id: found.id } : null;
  },
  controls: ({ t }) => [
    { as: 'text', name: 'title', label: t('authoring.page.heading'), hint: t('authoring.page.headingHint') },
    {
      as: 'more',
      label: t('authoring.field.advanced'),
      controls: [
        {
          as: 'text',
          name: 'id',
          width: '20',
          label: t('authoring.page.id'),
          hint: t('authoring.page.idHint'),
        },
      ],
    },
  ],
  read: ({ t, document, of }, typed) => {
    const errors = new Errors(t);
    const { pages } = document.form;
    const before = pages.find(({ id }) => id === of);
    const id = textOf(typed, 'id') || (before?.id ?? freeId(pages.map((one) => one.id)));
    if (!/^[a-z][a-z0-9-]*$/.test(id) || id.length > 60) errors.add('id', t('authoring.page.idWrong'));
    else if (id !== before?.id && pages.some((one) => one.id === id))
      errors.add('id', t('authoring.page.idTaken'));
    const title = typedText(typed, 'title', before?.title);
    if (errors.any) return { ok: false, errors: errors.found };
    return before
      ? { ok: true, edits: [{ kind: 'changePage', page: before.id, values: { id, title } }] }
      : { ok: true, edits: [{ kind: 'addPage', page: { id, ...(title && { title }), fields: [] } }] };
  },
  shows: ({ of }) => (of === null || of === NEW ? null : { kind: 'page', page: of }),
};

function freeId(taken: readonly string[]): string {
  for (let number = taken.length + 1; ; number += 1)
    if (!taken.includes(`page-${number}`)) return `page-${number}`;
}
