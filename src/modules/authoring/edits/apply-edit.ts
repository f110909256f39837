import { FACTS } from '#forms/compile.js';
import { PageId } from '#forms/definition.js';
import { FieldId } from '#forms/fields/base.js';
import { isUsableName } from '#kernel/expressions/functions.js';
import { renamed } from '#kernel/expressions/names.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import type { DraftDocument, DraftField } from '../model.js';
import type { Edit, Edited, Path, RefusalCode, Use } from './edit.js';
import { partForm, withPartForm } from './part-form.js';
import { conditionPath, fieldPlace, isRecord, valueAt, withText, writeAt } from './places.js';
import { isExpression, isNeeded, whereOptionUsed, whereUsed } from './uses.js';

const refuse = (code: RefusalCode, ids: readonly string[] = [], uses: readonly Use[] = []): Edited => ({
  ok: false,
  code,
  ids,
  uses,
});
const done = (document: DraftDocument, along: readonly Use[] = []): Edited => ({ ok: true, document, along });

/** The definition after a change; the one given stays as it was. */
export function applyEdit(before: DraftDocument, edit: Edit): Edited {
  const document = structuredClone(before);
  const { pages } = document.form;
  switch (edit.kind) {
    case 'set':
      return done(withoutAbsent({ ...document, ...edit.values }));
    case 'setForm':
      return done({ ...document, form: withoutAbsent({ ...document.form, ...edit.values }) });
    case 'addPage':
      if (!PageId.safeParse(edit.page.id).success) return refuse('badId', [edit.page.id]);
      if (pages.some(({ id }) => id === edit.page.id)) return refuse('pageIdTaken', [edit.page.id]);
      return done({ ...document, form: { ...document.form, pages: [...pages, edit.page] } });
    case 'changePage':
      return changePage(document, edit);
    case 'movePage': {
      const at = pages.findIndex(({ id }) => id === edit.page);
      return at === -1 ? refuse('unknownPage', [edit.page]) : move(document, pages, at, edit.by);
    }
    case 'removePage':
      return removePage(document, edit);
    case 'addField': {
      const page = pages.find(({ id }) => id === edit.page);
      if (!page) return refuse('unknownPage', [edit.page]);
      const fault = idFault(document, edit.field.id);
      if (fault) return refuse(fault, [edit.field.id]);
      page.fields.push(edit.field);
      return done(document);
    }
    case 'changeField':
      return changeField(document, edit);
    case 'moveField': {
      const place = fieldPlace(document, edit.id);
      return place ? move(document, place.page.fields, place.at, edit.by) : refuse('unknownField', [edit.id]);
    }
    case 'moveFieldTo': {
      const place = fieldPlace(document, edit.id);
      const target = pages.find(({ id }) => id === edit.page);
      if (!place || !target)
        return refuse(place ? 'unknownPage' : 'unknownField', [place ? edit.page : edit.id]);
      place.page.fields.splice(place.at, 1);
      target.fields.push(place.field);
      return done(document);
    }
    case 'removeField':
      return removeField(document, edit);
    case 'setCondition':
      return setCondition(document, edit);
    case 'setCheck': {
      const page = pages.find(({ id }) => id === edit.page);
      if (!page) return refuse('unknownPage', [edit.page]);
      const checks = [...(page.checks ?? [])];
      if (edit.at !== null && edit.at >= checks.length) return refuse('unknownPlace');
      if (edit.at === null) checks.push(edit.check);
      else checks[edit.at] = edit.check;
      page.checks = checks;
      return done(document);
    }
    case 'removeCheck': {
      const page = pages.find(({ id }) => id === edit.page);
      if (!page?.checks || edit.at >= page.checks.length) return refuse('unknownPlace');
      page.checks.splice(edit.at, 1);
      return done(document);
    }
    case 'inPart': {
      const form = partForm(document, edit.part);
      const edited = form ? applyEdit(form, edit.edit) : refuse('unknownPart', [edit.part]);
      return edited.ok ? done(withPartForm(document, edit.part, edited.document.form), edited.along) : edited;
    }
    case 'setText':
      return setText(document, edit);
  }
}

/** All of them, or none: the first that is refused stops. */
export function applyEdits(before: DraftDocument, edits: readonly Edit[]): Edited {
  const along: Use[] = [];
  let document = before;
  for (const edit of edits) {
    const edited = applyEdit(document, edit);
    if (!edited.ok) return edited;
    document = edited.document;
    along.push(...edited.along);
  }
  return done(document, along);
}

/** A key that was set to nothing is not written. */
const withoutAbsent = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Value;

function move<Item>(document: DraftDocument, list: Item[], at: number, by: -1 | 1): Edited {
  if (at + by < 0 || at + by >= list.length) return refuse('atEdge');
  list.splice(at + by, 0, ...list.splice(at, 1));
  return done(document);
}

function idFault(document: DraftDocument, id: string): RefusalCode | null {
  if (!FieldId.safeParse(id).success || !isUsableName(id) || id in FACTS) return 'badId';
  return fieldPlace(document, id) ? 'fieldIdTaken' : null;
}

function changePage(document: DraftDocument, edit: Extract<Edit, { kind: 'changePage' }>): Edited {
  const { pages } = document.form;
  const page = pages.find(({ id }) => id === edit.page);
  if (!page) return refuse('unknownPage', [edit.page]);
  const { id = page.id, title } = edit.values;
  if (!PageId.safeParse(id).success) return refuse('badId', [id]);
  if (id !== page.id && pages.some((one) => one.id === id)) return refuse('pageIdTaken', [id]);
  page.id = id;
  if (title === undefined) delete page.title;
  else page.title = title;
  return done(document);
}

function removePage(document: DraftDocument, edit: Extract<Edit, { kind: 'removePage' }>): Edited {
  const at = document.form.pages.findIndex(({ id }) => id === edit.page);
  const page = document.form.pages[at];
  if (!page) return refuse('unknownPage', [edit.page]);
  let without: Edited = done(document);
  for (const { id } of page.fields) {
    if (!without.ok) return without;
    const { along } = without;
    const next = removeField(without.document, { kind: 'removeField', id, cascade: edit.cascade ?? false });
    without = next.ok ? done(next.document, [...along, ...next.along]) : next;
  }
  if (!without.ok) return without;
  const left = without.document;
  left.form.pages.splice(at, 1);
  return done(left, without.along);
}

function changeField(document: DraftDocument, { id, field }: Extract<Edit, { kind: 'changeField' }>): Edited {
  const place = fieldPlace(document, id);
  if (!place) return refuse('unknownField', [id]);
  const gone = goneOptions(place.field, field);
  const used = gone.flatMap((value) => whereOptionUsed(document, id, value));
  if (used.length > 0) return refuse('optionUsed', gone, used);
  if (field.id === id) {
    place.page.fields[place.at] = field;
    return done(document);
  }
  const fault = idFault(document, field.id);
  if (fault) return refuse(fault, [field.id]);
  const uses = whereUsed(document, id);
  place.page.fields[place.at] = field;
  for (const use of uses)
    writeAt(document, use.path, isExpression(use) ? renamed(use.source, id, field.id) : field.id);
  return done(document, uses);
}

const optionsOf = (field: DraftField): string[] =>
  field.kind === 'choice' || field.kind === 'choices' ? field.options.map(({ value }) => value) : [];
const goneOptions = (before: DraftField, after: DraftField): string[] =>
  optionsOf(before).filter((value) => !optionsOf(after).includes(value));

function removeField(
  document: DraftDocument,
  { id, cascade = false }: Extract<Edit, { kind: 'removeField' }>,
): Edited {
  const place = fieldPlace(document, id);
  if (!place) return refuse('unknownField', [id]);
  const uses = whereUsed(document, id).filter(({ path }) => !isInside(path, document, id));
  const needed = uses.filter(isNeeded);
  if (needed.length > 0 || (uses.length > 0 && !cascade)) return refuse('stillUsed', [id], uses);
  const without = withoutUses(document, uses);
  const left = fieldPlace(without, id);
  left?.page.fields.splice(left.at, 1);
  return done(without, uses);
}

/** Of the question itself: its own condition goes with it. */
function isInside(path: Path, { form }: DraftDocument, id: string): boolean {
  const [root, , page, list, at] = path;
  return root === 'form' && list === 'fields' && form.pages[Number(page)]?.fields[Number(at)]?.id === id;
}

/** The definition without what names a question that goes. */
function withoutUses(document: DraftDocument, uses: readonly Use[]): DraftDocument {
  const gone = (as: readonly Use['as'][], depth: number) =>
    new Set(uses.filter((use) => as.includes(use.as)).map(({ path }) => path.slice(0, depth).join('.')));
  const checks = gone(['check', 'checkPlace'], 5);
  const reductions = gone(['reduction'], 3);
  for (const use of uses) {
    if (
      use.as === 'pageCondition' ||
      use.as === 'fieldCondition' ||
      use.as === 'evidence' ||
      use.as === 'delivery'
    )
      writeAt(document, use.path, undefined);
  }
  document.form.pages.forEach((page, index) => {
    if (page.checks)
      page.checks = page.checks.filter(
        (_, at) => !checks.has(['form', 'pages', index, 'checks', at].join('.')),
      );
  });
  if (document.fee?.reductions)
    document.fee.reductions = document.fee.reductions.filter(
      (_, at) => !reductions.has(['fee', 'reductions', at].join('.')),
    );
  const ids = new Set(
    uses.filter(({ as }) => as === 'printed' || as === 'public').map(({ source }) => source),
  );
  if (document.output?.kind === 'certificate' && document.output.fields)
    document.output.fields = document.output.fields.filter((id) => !ids.has(id));
  if (document.public?.answers)
    document.public.answers = document.public.answers.filter((id) => !ids.has(id));
  const shown = new Set(uses.filter(({ as }) => as === 'partShows').map(({ source }) => source));
  for (const part of document.thirdParties ?? [])
    if (part.shows) part.shows = part.shows.filter((id) => !shown.has(id));
  if (uses.some(({ as }) => as === 'capacity' || as === 'proof')) delete document.representation;
  return document;
}

function setCondition(
  document: DraftDocument,
  { place, source }: Extract<Edit, { kind: 'setCondition' }>,
): Edited {
  const path = conditionPath(document, place);
  if (!path) return refuse('unknownPlace');
  if (source === undefined && (place.kind === 'check' || place.kind === 'reduction'))
    return refuse('unknownPlace');
  writeAt(document, path, source);
  return done(document);
}

function setText(
  document: DraftDocument,
  { path, locale, text }: Extract<Edit, { kind: 'setText' }>,
): Edited {
  const before = valueAt(document, path);
  const isText = typeof before === 'string' || (isRecord(before) && typeof before.ja === 'string');
  if (!isText) return refuse('unknownPlace');
  writeAt(document, path, withText(before as LocalizedText, locale, text));
  return done(document);
}
