import type { InboxOrder, InboxView } from '../model.js';

/** The inbox as its address states it. */
export interface InboxFilterText {
  view: InboxView;
  order: InboxOrder;
  procedure: string;
  who: string;
  state: string;
  channel: string;
  /** Days. */
  due: string;
  /** Number or name. */
  text: string;
}

/** What can be kept: never what was looked for, which may be a person's name. */
export const KEPT = ['view', 'order', 'procedure', 'who', 'state', 'channel', 'due'] as const;

export const isFiltered = ({ procedure, who, state, channel, due, text }: InboxFilterText): boolean =>
  [procedure, who, state, channel, due, text].some((value) => value !== '');

/** What differs from the plain inbox, as parameters of an address. */
export function inboxQuery(filter: Partial<InboxFilterText> & { after?: string }): string {
  const given = Object.entries(filter).filter(
    ([name, value]) => value !== '' && !(name === 'order' && value === 'due'),
  );
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}
