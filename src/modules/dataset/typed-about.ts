import type { FormBody } from '#kernel/http/route.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { type About, isFrequency, isGroup, isOwnLicence, type Source } from './model.js';

/** What is said of a dataset, as it is typed into its form, and what is wrong with it. */
export interface TypedAbout {
  title: string;
  titleEn: string;
  notes: string;
  licence: string;
  frequency: string;
  contact: string;
  tags: string;
  groups: string[];
  people: string;
  traits: string;
}
/** What is only asked when a dataset is begun. */
export interface TypedNew extends TypedAbout {
  name: string;
  unit: string;
  /** "register:aed", "plan", "figures", "upload" */
  source: string;
}
export type Faults = Partial<Record<keyof TypedNew, Extract<MessageKey, `dataset.${string}`>>>;

const MOST = { title: 200, notes: 4000, contact: 200, tag: 50, tags: 20 } as const;
const NAME = /^[a-z][a-z0-9-]{1,59}$/;
/** Pages of their own below /data; a test holds them to the routes. */
const PAGES = new Set(['requests', 'dashboards']);

export const many = (body: FormBody, name: string): string[] => {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  return value === undefined ? [] : [value].flat();
};
export const text = (body: FormBody, name: string): string => (many(body, name)[0] ?? '').trim();
export const listed = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[、,，\r\n]+/)
      .map((part) => part.trim())
      .filter(Boolean),
  ),
];

export const typedAbout = (body: FormBody): TypedAbout => ({
  title: text(body, 'title'),
  titleEn: text(body, 'titleEn'),
  notes: text(body, 'notes').replace(/\r\n?/g, '\n'),
  licence: text(body, 'licence'),
  frequency: text(body, 'frequency'),
  contact: text(body, 'contact'),
  tags: text(body, 'tags'),
  groups: many(body, 'groups'),
  people: text(body, 'people'),
  traits: text(body, 'traits'),
});
export const typedNew = (body: FormBody): TypedNew => ({
  ...typedAbout(body),
  name: text(body, 'name'),
  unit: text(body, 'unit'),
  source: text(body, 'source'),
});

export const typedOf = (about: About): TypedAbout => ({
  ...about,
  tags: about.tags.join('、'),
  people: about.isAboutPeople ? 'true' : '',
  traits: about.traits.join('、'),
});

export function aboutOf(typed: TypedAbout): { about: About; faults: Faults } {
  const traits = listed(typed.traits);
  const tags = listed(typed.tags);
  const isAboutPeople = typed.people === 'true';
  const faults: Faults = {
    ...(typed.title === '' && { title: 'dataset.labelMissing' }),
    ...(typed.title.length > MOST.title && { title: 'dataset.labelLong' }),
    ...(typed.titleEn.length > MOST.title && { titleEn: 'dataset.labelLong' }),
    ...(typed.notes === '' && { notes: 'dataset.notesMissing' }),
    ...(typed.notes.length > MOST.notes && { notes: 'dataset.notesLong' }),
    ...(!isOwnLicence(typed.licence) && { licence: 'dataset.licenceUnknown' }),
    ...(typed.contact.length > MOST.contact && { contact: 'dataset.contactLong' }),
    ...((tags.length > MOST.tags || tags.some((tag) => tag.length > MOST.tag)) && {
      tags: 'dataset.tagsMany',
    }),
    ...(isAboutPeople && traits.length === 0 && { traits: 'dataset.traitsMissing' }),
  };
  return {
    faults,
    about: {
      title: typed.title,
      titleEn: typed.titleEn,
      notes: typed.notes,
      licence: isOwnLicence(typed.licence) ? typed.licence : 'CC-BY-4.0',
      frequency: isFrequency(typed.frequency) ? typed.frequency : 'irregular',
      contact: typed.contact,
      tags,
      groups: typed.groups.filter(isGroup),
      isAboutPeople,
      traits,
    },
  };
}

export function sourceOf(typed: string): Source | null {
  const [kind, register] = typed.split(':');
  if (kind === 'register') return register ? { kind, register } : null;
  return kind === 'plan' || kind === 'figures' || kind === 'upload' ? { kind } : null;
}

export const isName = (name: string): boolean => NAME.test(name);
export const nameFault = (name: string): Faults => ({
  ...(!isName(name) && { name: 'dataset.nameBad' }),
  ...(PAGES.has(name) && { name: 'dataset.nameOfPage' }),
});
