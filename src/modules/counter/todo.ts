import type { Context } from '#kernel/context.js';
import { type Locale, type LocalizedText, localize } from '#kernel/i18n/locales.js';
import type { Procedure } from '#modules/procedure/api.js';
import type { DueItem } from './model.js';

/** One thing to do, in the words of one language. */
export interface ToDo {
  id: string;
  title: string;
  why: string;
  /** Section of the municipality that does it; null: elsewhere. */
  unit: { id: string; name: string; phone: string } | null;
  elsewhere: { name: string; phone: string | null; url: string | null } | null;
  bring: string[];
  deadline: { text: string; law: string; dueOn: Temporal.PlainDate | null } | null;
  note: string | null;
  /** Its form, where the municipality offers it. */
  procedure: { id: string; title: string; fee: string | null; isOnline: boolean } | null;
}

type Offered = (id: string) => Procedure | undefined;

const words = (text: LocalizedText | undefined, locale: Locale): string | null =>
  text === undefined ? null : localize(text, locale);

export function toDo(due: DueItem, { municipality }: Context, offered: Offered, locale: Locale): ToDo {
  const { item, dueOn } = due;
  const procedure = item.procedure === undefined ? undefined : offered(item.procedure);
  // Who receives the form does the work.
  const unitId = procedure?.unit ?? due.unit;
  const unit = municipality.units.find(({ id }) => id === unitId);
  const { elsewhere, deadline } = item;
  return {
    id: item.id,
    title: localize(item.title, locale),
    why: localize(item.why, locale),
    unit: unit ? { id: unit.id, name: unit.name, phone: unit.phone ?? municipality.office.phone } : null,
    elsewhere: elsewhere
      ? { name: localize(elsewhere.name, locale), phone: elsewhere.phone ?? null, url: elsewhere.url ?? null }
      : null,
    bring: [...new Set(item.bring.map((text) => localize(text, locale)))],
    deadline: deadline ? { text: localize(deadline.text, locale), law: deadline.law, dueOn } : null,
    note: words(item.note, locale),
    procedure: procedure
      ? {
          id: procedure.id,
          title: localize(procedure.title, locale),
          fee: words(procedure.fee?.text, locale),
          isOnline: procedure.ways.some(({ channel }) => channel === 'online'),
        }
      : null,
  };
}

/** Procedures of a list that have a form here, each once, in the order of the list. */
export const proceduresIn = (due: readonly DueItem[], offered: Offered): Procedure[] => {
  const found = due.flatMap(({ item }) =>
    item.procedure === undefined ? [] : (offered(item.procedure) ?? []),
  );
  return [...new Map(found.map((procedure) => [procedure.id, procedure])).values()];
};

/** The list by section of the municipality, places elsewhere last. */
export function bySection(todos: readonly ToDo[]): { unit: ToDo['unit']; todos: ToDo[] }[] {
  const groups = new Map<string, { unit: ToDo['unit']; todos: ToDo[] }>();
  for (const todo of [...todos].sort((a, b) => Number(a.unit === null) - Number(b.unit === null))) {
    const key = todo.unit?.id ?? '';
    const group = groups.get(key) ?? { unit: todo.unit, todos: [] };
    group.todos.push(todo);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Everything to bring, each once. */
export const bringList = (todos: readonly ToDo[]): string[] => [
  ...new Set(todos.filter(({ unit }) => unit !== null).flatMap(({ bring }) => bring)),
];

/** What is still to be done where these procedures were taken in. */
export const leftToDo = (todos: readonly ToDo[], received: readonly string[]): ToDo[] =>
  todos.filter(({ procedure }) => procedure === null || !received.includes(procedure.id));
