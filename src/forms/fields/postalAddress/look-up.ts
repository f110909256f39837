import { ACTION, type Raw, typed } from '../field-type.js';
import { isPostalCode, postalCode } from './postal-code.js';
import type { Town } from './town.js';

/** What the look-up says: that there is no such code, that it is none, or the towns among which to choose. */
export const SAID = 'said';
export const CHOICES = 'choices';
export const NOTES = [SAID, CHOICES] as const;

/** The code and town that the page came with or the look-up filled in, sent along: `630-8580 奈良県奈良市二条大路南`. */
export const FOUND = 'found';
export const foundWith = (code: string, prefecture: string, town: string): string =>
  `${code} ${prefecture}${town}`;

/** Whether the town there was found with another code; one that was typed since is the person's own. */
function isOfOtherCode(raw: Raw, code: string): boolean {
  const [was, town] = typed(raw, FOUND).split(/ (.*)/s);
  return was !== code && !!town && (typed(raw, 'prefecture') + typed(raw, 'town')).startsWith(town);
}

/** Of an address in another town nothing is kept: its street is none of the new one's. */
const NOWHERE: Raw = { town: [], street: [], building: [] };

/** Whether what was typed can be in this town; where no town was typed, it can. */
const liesIn = (raw: Raw, { prefecture, town }: Town): boolean =>
  typed(raw, 'town') === '' ||
  (typed(raw, 'town').startsWith(town) && ['', prefecture].includes(typed(raw, 'prefecture')));

/** Fills in the town of the postal code; where it has several, they are shown, and `take.1` takes the second. */
export function actOnTowns(raw: Raw, action: string, _field: unknown, towns: readonly Town[]): Raw | null {
  const taken = /^take\.(\d{1,3})$/.exec(action)?.[1];
  if (action !== 'find' && taken === undefined) return null;
  const before = { ...raw, [SAID]: [], [CHOICES]: [] };
  const code = postalCode(typed(raw, 'postalCode'));
  if (!isPostalCode(code)) return { ...before, [SAID]: ['noCode'] };
  const chosen = taken === undefined ? (towns.length === 1 ? towns[0] : undefined) : towns[Number(taken)];
  if (chosen) {
    const { prefecture, town } = chosen;
    // Somebody who had typed more than the list knows keeps it.
    const line = typed(raw, 'town').startsWith(town) ? typed(raw, 'town') : town;
    const kept = liesIn(raw, chosen) ? {} : NOWHERE;
    const found = foundWith(code, prefecture, town);
    return {
      ...before,
      ...kept,
      prefecture: [prefecture],
      town: [line],
      [FOUND]: [found],
      [SAID]: ['filled'],
    };
  }
  // What stands there after this look-up was not found by one: it is the person's own.
  if (towns.length === 0)
    return { ...before, ...(isOfOtherCode(raw, code) ? NOWHERE : {}), [FOUND]: [], [SAID]: ['unknown'] };
  return {
    ...before,
    ...(towns.some((town) => liesIn(raw, town)) ? {} : NOWHERE),
    [SAID]: ['several'],
    [CHOICES]: towns.map(({ prefecture, town }) => prefecture + town),
  };
}

/** The postal code that the pressed button asks about; null when it asks nothing of the kind. */
function codeAsked(sent: { getAll(name: string): readonly unknown[] }): string | null {
  const [button] = sent.getAll(ACTION);
  const [, place] = /^([a-zA-Z0-9.]{1,141}):(?:find|take\.\d{1,3})$/.exec(String(button ?? '')) ?? [];
  const [code] = place === undefined ? [] : sent.getAll(`${place}.postalCode`);
  const asked = typeof code === 'string' ? postalCode(code) : '';
  return isPostalCode(asked) ? asked : null;
}

/**
 * What was sent, with the towns of the postal code that the pressed button asks about. Forms have no list of towns:
 * whoever reads a page gives them one.
 */
export async function withTowns<Sent extends { getAll(name: string): readonly unknown[] }>(
  sent: Sent,
  townsOf: (code: string) => Promise<readonly Town[]>,
): Promise<Pick<Sent, 'getAll'> & { towns?: readonly Town[] }> {
  const code = codeAsked(sent);
  return code === null ? sent : { getAll: (name) => sent.getAll(name), towns: await townsOf(code) };
}
