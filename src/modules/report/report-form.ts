import type { FieldError, Raw } from '#forms/fields/field-type.js';
import { PhotoField } from '#forms/fields/photo/definition.js';
import { PositionField } from '#forms/fields/position/definition.js';
import { position } from '#forms/fields/position/position.js';
import type { FormBody, UploadBody } from '#kernel/http/route.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { characterCount } from '#kernel/values/japanese-text.js';
import type { Pointing } from '#modules/map/api.js';
import type { Box } from '#modules/register/api.js';
import type { ReportRules } from './catalog.js';
import { type Contact, isWithin, type Point } from './model.js';

export const MOST_WORDS = 1000;
/** GeoReport v2 takes descriptions of 4,000 characters; what came in can be released as it is. */
export const MOST_RELEASED = 4000;
const MOST_CONTACT = 100;

/** First text of a name, '' when it was not sent. */
export function textOf(body: FormBody | UploadBody, name: string): string {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : '';
}

export const revisionOf = (body: FormBody | UploadBody): number =>
  /^\d{1,9}$/.test(textOf(body, 'revision')) ? Number(textOf(body, 'revision')) : 0;

export const photoField = (t: Translator, { limits }: ReportRules, label = t('reports.photo')): PhotoField =>
  PhotoField.parse({
    id: 'photo',
    kind: 'photo',
    label,
    optional: true,
    sensitivity: 'personal',
    maxFiles: limits.photos.most,
    maxMegabytes: limits.photos.megabytes,
    keepPosition: true,
    camera: 'place',
  });

export const placeField = (t: Translator): PositionField =>
  PositionField.parse({
    id: 'place',
    kind: 'position',
    label: t('reports.where'),
    help: t('reports.whereHelp'),
    sensitivity: 'ordinary',
  });

export const boundsOf = ({ bounds: { west, south, east, north } }: ReportRules): Box => [
  west,
  south,
  east,
  north,
];

/** What stands in the controls, and what is wrong with it. */
export interface TypedReport {
  values: Readonly<Record<string, string>>;
  place: Raw;
  photo: Raw;
  errors: Readonly<Record<string, string>>;
  placeErrors: readonly FieldError[];
  photoErrors: readonly FieldError[];
  /** The map on which the place is pointed at; null: nobody has asked for it. */
  pointing: Pointing | null;
}

export const NOTHING_TYPED: TypedReport = {
  values: {},
  place: {},
  photo: {},
  errors: {},
  placeErrors: [],
  photoErrors: [],
  pointing: null,
};

export interface ReadReport {
  typed: TypedReport;
  kind: string;
  words: string;
  place: string;
  point: Point | null;
  answers: Record<string, string>;
  contact: Contact;
}

const clean = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
export const isMail = (text: string): boolean =>
  characterCount(text) <= MOST_CONTACT && /^[^\s@]{1,64}@[^\s@]+\.[^\s@.]+$/.test(text);

export const answerName = (kind: string, question: string): string => `answer.${kind}.${question}`;

const VALUES = ['kind', 'words', 'usePhoto', 'name', 'email', 'phone', 'locale', 'key', 'asNew'] as const;

function answersIn(body: FormBody | UploadBody, t: Translator, rules: ReportRules, id: string) {
  const answers: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const question of rules.kind(id)?.questions ?? []) {
    const name = answerName(id, question.id);
    const chosen = question.options.find((option) => option.id === textOf(body, name));
    if (chosen) answers[question.id] = chosen.id;
    else if (question.required) errors[name] = t('reports.required', { label: t('reports.kind') });
  }
  return { answers, errors };
}

export function readContact(body: FormBody | UploadBody, t: Translator) {
  const contact = {
    name: clean(textOf(body, 'name')),
    email: clean(textOf(body, 'email')).normalize('NFKC'),
    phone: clean(textOf(body, 'phone')).normalize('NFKC'),
  };
  const errors: Record<string, string> = {};
  const isLong = (text: string) => characterCount(text) > MOST_CONTACT;
  const long = (text: string) => t('reports.tooLong', { most: MOST_CONTACT, count: characterCount(text) });
  if (isLong(contact.name)) errors.name = long(contact.name);
  if (isLong(contact.email)) errors.email = long(contact.email);
  else if (contact.email !== '' && !isMail(contact.email)) errors.email = t('reports.emailWrong');
  if (contact.phone !== '' && !/^\+?[\d\s()ー-]{9,20}$/.test(contact.phone))
    errors.phone = t('reports.phoneWrong');
  return { contact, errors };
}

/**
 * Reads what was typed. The place of a photo fills in for a place that was not typed, when that was agreed to and
 * there is one.
 */
export function readReport(
  body: FormBody | UploadBody,
  t: Translator,
  rules: ReportRules,
  city: string,
): ReadReport {
  const kind = textOf(body, 'kind');
  const words = clean(textOf(body, 'words'));
  const raw: Raw = Object.fromEntries(
    ['words', 'lat', 'lon'].map((part) => [part, [textOf(body, `place.${part}`)]]),
  );
  const placed = position.parse(raw, placeField(t));
  const value = placed.ok ? placed.value : null;
  const point = value && 'lat' in value ? { lat: value.lat, lon: value.lon } : null;
  const answered = answersIn(body, t, rules, kind);
  const { contact, errors: contactErrors } = readContact(body, t);
  const count = characterCount(words);
  const errors: Record<string, string> = {
    ...(rules.kind(kind) ? {} : { kind: t('reports.kindMissing') }),
    ...answered.errors,
    ...(point && !isWithin(point, rules.bounds) ? { 'place-lat': t('reports.outside', { city }) } : {}),
    ...(count > MOST_WORDS ? { words: t('reports.tooLong', { most: MOST_WORDS, count }) } : {}),
    ...contactErrors,
  };
  const answerValues = rules.kinds.flatMap(({ id, questions }) =>
    questions.map((question) => {
      const name = answerName(id, question.id);
      return [name, textOf(body, name)] as const;
    }),
  );
  return {
    typed: {
      values: {
        ...Object.fromEntries(VALUES.map((name) => [name, textOf(body, name)])),
        ...Object.fromEntries(answerValues),
      },
      place: raw,
      photo: {},
      errors,
      placeErrors: placed.ok ? [] : placed.errors,
      photoErrors: [],
      pointing: null,
    },
    kind,
    words,
    place: (value && 'words' in value && value.words) || '',
    point,
    answers: answered.answers,
    contact,
  };
}

export const isFaulty = ({ errors, placeErrors, photoErrors }: TypedReport): boolean =>
  Object.keys(errors).length + placeErrors.length + photoErrors.length > 0;
