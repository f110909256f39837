import { feelToRows } from '#forms/conditions/rows.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { kindOf, UnfinishedProcedure } from '#modules/procedure/api.js';
import type { DraftDocument, DraftField, DraftPage } from '../model.js';
import { conditionWords, formOf } from '../parts/condition-words.js';
import { fieldWords, kindWords, pageWords, wordsOf } from '../parts/words.js';
import { compareLists } from './lists.js';
import { asBefore, differences, type Saying } from './values.js';

/** What changed in one place of a definition, as sentences. */
export interface ChangedPlace {
  title: string;
  changes: readonly string[];
}

/** With the defaults of the schema, so that what is not written equals what is written as usual. */
const whole = (document: object): DraftDocument => {
  const parsed = UnfinishedProcedure.safeParse(document);
  return parsed.success ? (parsed.data as DraftDocument) : (document as DraftDocument);
};

/** Keys of the document that stand under the heading of each part of the editor. */
const PARTS = {
  fee: ['fee'],
  output: ['output'],
  review: ['review'],
  rules: ['retention', 'public', 'representation', 'period'],
  thirdParties: ['thirdParties'],
} as const;
const APART: ReadonlySet<string> = new Set(['id', 'version', 'kind', 'form', ...Object.values(PARTS).flat()]);

/** Two versions of a definition in words: 質問「電話番号」が必須になりました. Empty when they say the same. */
export function compareDefinitions(t: Translator, from: object, to: object): ChangedPlace[] {
  const before = whole(from);
  const after = whole(to);
  const places: ChangedPlace[] = [];
  const add = (title: string, changes: readonly string[]) => {
    if (changes.length > 0) places.push({ title, changes });
  };
  const saying = sayingOf(t, before, after);
  const pick = (document: DraftDocument, keys: readonly string[]) =>
    Object.fromEntries(Object.entries(document).filter(([key]) => keys.includes(key)));
  const rest = (document: DraftDocument) => ({
    ...Object.fromEntries(Object.entries(document).filter(([key]) => !APART.has(key))),
    procedureKind: kindOf(document),
  });
  add(t('authoring.place.general'), differences(saying, rest(before), rest(after)));
  add(t('authoring.place.outline'), [
    ...differences(saying, formTexts(before), formTexts(after)),
    ...pagesChanged(t, before, after),
  ]);
  for (const page of after.form.pages) {
    const old = before.form.pages.find(({ id }) => id === page.id);
    if (old) add(t('authoring.place.page', { title: pageWords(t, page) }), pageChanged(saying, old, page));
  }
  for (const [field, old] of fieldsOfBoth(before, after))
    add(t('authoring.place.field', { label: fieldWords(t, field) }), fieldChanged(saying, old, field));
  for (const [part, keys] of Object.entries(PARTS))
    add(
      t(`authoring.place.${part as keyof typeof PARTS}`),
      differences(saying, pick(before, keys), pick(after, keys)),
    );
  return places;
}

function sayingOf(t: Translator, before: DraftDocument, after: DraftDocument): Saying {
  return { t, ...wordsOfVersion(t, after, before), earlier: wordsOfVersion(t, before, after) };
}

/** Questions and conditions in the words of their own version; what it does not know, in those of the other. */
function wordsOfVersion(
  t: Translator,
  own: DraftDocument,
  other: DraftDocument,
): Pick<Saying, 'nameOf' | 'condition'> {
  return {
    nameOf: (id) => {
      const fields = [own, other].flatMap(({ form }) => form.pages.flatMap((page) => page.fields));
      const field = fields.find((one) => one.id === id);
      return field ? fieldWords(t, field) : id;
    },
    condition: (source) => {
      const form = [own, other].map(formOf).find((one) => feelToRows(source, one) !== null);
      return conditionWords(t, source, form ?? formOf(own));
    },
  };
}

const formTexts = ({ form: { pages: _, ...texts } }: DraftDocument): object => texts;

function pagesChanged(t: Translator, before: DraftDocument, after: DraftDocument): string[] {
  const pages = compareLists(before.form.pages, after.form.pages, ({ id }) => id);
  const words = (page: DraftPage) => ({ title: pageWords(t, page) });
  const fields = compareLists(fieldsOf(before), fieldsOf(after), ({ field }) => field.id);
  const placed = ({ field, page }: PlacedField) => ({
    label: fieldWords(t, field),
    title: pageWords(t, page),
  });
  const moved = fieldsOf(after).filter(({ field, page }) => {
    const old = fieldsOf(before).find((one) => one.field.id === field.id);
    return old !== undefined && old.page.id !== page.id;
  });
  return [
    ...pages.added.map((page) => t('authoring.compare.pageAdded', words(page))),
    ...pages.removed.map((page) => t('authoring.compare.pageRemoved', words(page))),
    ...pages.moved.map((page) => t('authoring.compare.pageMoved', words(page))),
    ...fields.added.map((field) => t('authoring.compare.fieldAdded', placed(field))),
    ...fields.removed.map((field) => t('authoring.compare.fieldRemoved', placed(field))),
    ...moved.map((field) => t('authoring.compare.fieldMovedTo', placed(field))),
  ];
}

interface PlacedField {
  field: DraftField;
  page: DraftPage;
}
const fieldsOf = ({ form }: DraftDocument): PlacedField[] =>
  form.pages.flatMap((page) => page.fields.map((field) => ({ field, page })));

const fieldsOfBoth = (before: DraftDocument, after: DraftDocument): [DraftField, DraftField][] =>
  fieldsOf(after).flatMap(({ field }) => {
    const old = fieldsOf(before).find((one) => one.field.id === field.id);
    return old ? [[field, old.field]] : [];
  });

function pageChanged(saying: Saying, before: DraftPage, after: DraftPage): string[] {
  const { t } = saying;
  const texts = ({ id: _, fields: __, show: ___, checks: ____, ...rest }: DraftPage) => rest;
  const stays = (page: DraftPage, other: DraftPage) =>
    page.fields.filter(({ id }) => other.fields.some((one) => one.id === id));
  const order = compareLists(stays(before, after), stays(after, before), ({ id }) => id);
  const rules = compareLists(before.checks ?? [], after.checks ?? [], ({ require }) => require);
  return [
    ...differences(saying, texts(before), texts(after)),
    ...conditionChanged(saying, before.show, after.show),
    ...order.moved.map((field) => t('authoring.compare.fieldMoved', { label: fieldWords(t, field) })),
    ...rules.added.map(({ require }) =>
      t('authoring.compare.ruleAdded', { words: saying.condition(require) }),
    ),
    ...rules.removed.map(({ require }) =>
      t('authoring.compare.ruleRemoved', { words: asBefore(saying).condition(require) }),
    ),
    ...(after.checks ?? []).flatMap((rule) => {
      const old = before.checks?.find(({ require }) => require === rule.require);
      return old ? differences(saying, old, rule) : [];
    }),
  ];
}

function fieldChanged(saying: Saying, before: DraftField, after: DraftField): string[] {
  const { t } = saying;
  const { show: oldShow, kind: oldKind, ...old } = before;
  const { show: newShow, kind: newKind, ...now } = after;
  const isOptional = (field: DraftField) => 'optional' in field && field.optional === true;
  const needed = isOptional(after) ? 'authoring.compare.madeOptional' : 'authoring.compare.madeRequired';
  const omit = ({ optional: _, ...rest }: Record<string, unknown>) => rest;
  return [
    ...(isOptional(before) === isOptional(after) ? [] : [t(needed, { label: fieldWords(t, after) })]),
    ...(oldKind === newKind
      ? []
      : [
          t('authoring.compare.changed', {
            what: wordsOf(t, 'authoring.key.kind', 'kind'),
            before: kindWords(t, oldKind),
            after: kindWords(t, newKind),
          }),
        ]),
    ...conditionChanged(saying, oldShow, newShow),
    ...differences({ ...saying, isField: true }, omit(old), omit(now)),
  ];
}

function conditionChanged(saying: Saying, before: string | undefined, after: string | undefined): string[] {
  const { t, condition } = saying;
  const old = asBefore(saying);
  if (before === after) return [];
  if (before === undefined) return [t('authoring.compare.conditionAdded', { words: condition(after ?? '') })];
  if (after === undefined) return [t('authoring.compare.conditionRemoved', { words: old.condition(before) })];
  return [
    t('authoring.compare.conditionChanged', {
      before: old.condition(before),
      after: condition(after),
    }),
  ];
}
