import type { HeldFields } from '../held-forms.js';

/**
 * Writes values back into a form of a finished page. It reads what our own components write (attributes in double
 * quotes, everything escaped), not any HTML.
 */
export interface FilledPage {
  html: string;
  /** Values for which the form has no control now. */
  unplaced: string[];
}

interface Tag {
  name: string;
  isEnd: boolean;
  attributes: Map<string, string>;
  from: number;
  to: number;
}

interface Form {
  tag: Tag;
  controls: Tag[];
}

const TAG = /<(\/?)(form|input|textarea|select|option|button)((?:\s+[^\s=>/"]+(?:="[^"]*")?)*)\s*\/?>/g;
const ATTRIBUTE = /([^\s=>/"]+)(?:="([^"]*)")?/g;
/** Controls whose value nobody types. */
const UNTYPED = new Set(['submit', 'button', 'reset', 'image', 'file', 'password']);

const CHARACTERS: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" };
const unescaped = (text: string): string =>
  text.replace(/&(lt|gt|quot|amp|#39);/g, (whole, name: string) => CHARACTERS[name] ?? whole);
const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

function tagsOf(html: string): Tag[] {
  return [...html.matchAll(TAG)].map((match) => {
    const [whole, end, name = '', attributes = ''] = match;
    return {
      name,
      isEnd: end === '/',
      attributes: new Map(
        [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, unescaped(value)]),
      ),
      from: match.index,
      to: match.index + whole.length,
    };
  });
}

/** Each form with its controls, in the order of the page: those between its tags, and those that name it. */
function formsOf(tags: readonly Tag[]): Form[] {
  const forms = tags
    .filter(({ name, isEnd }) => name === 'form' && !isEnd)
    .map((tag) => ({ tag, controls: [] }));
  let around: Form | undefined;
  for (const tag of tags) {
    if (tag.name === 'form') around = tag.isEnd ? undefined : forms.find((form) => form.tag === tag);
    else {
      const named = tag.attributes.get('form');
      const owner: Form | undefined =
        named === undefined ? around : forms.find((form) => form.tag.attributes.get('id') === named);
      owner?.controls.push(tag);
    }
  }
  return forms;
}

const typeOf = ({ name, attributes }: Tag): string =>
  name === 'input' ? (attributes.get('type') ?? 'text') : name;
const nameOf = ({ attributes }: Tag): string => attributes.get('name') ?? '';

/** How many hidden values of the form are those that were sent: of several forms to one address the right one. */
const likeness = ({ controls }: Form, fields: HeldFields): number =>
  controls.filter(
    (tag) => typeOf(tag) === 'hidden' && fields[nameOf(tag)]?.includes(tag.attributes.get('value') ?? ''),
  ).length;

function formSentTo(forms: readonly Form[], isTarget: (action: string) => boolean, fields: HeldFields) {
  const leads = ({ tag, controls }: Form): boolean =>
    tag.attributes.get('method') === 'post' &&
    (isTarget(tag.attributes.get('action') ?? '') ||
      controls.some(
        ({ attributes }) => attributes.has('formaction') && isTarget(attributes.get('formaction') ?? ''),
      ));
  return forms.filter(leads).toSorted((a, b) => likeness(b, fields) - likeness(a, fields))[0];
}

/** The tag again with an attribute set, or without it. */
function rewritten(html: string, tag: Tag, attribute: string, value: string | null): string {
  const text = html.slice(tag.from, tag.to);
  const bare = text.replace(new RegExp(`\\s+${attribute}(?:="[^"]*")?(?=[\\s/>])`), '');
  return value === null
    ? bare
    : bare.replace(/^<\w+/, (start) => `${start} ${attribute}="${escaped(value)}"`);
}

/**
 * The page with these values in its form that is sent to such an address; null when it has none. Hidden values are the
 * page's own, which may be newer than those sent, except where the page leaves them empty for a script.
 */
export function fillForm(
  html: string,
  isTarget: (action: string) => boolean,
  fields: HeldFields,
): FilledPage | null {
  const form = formSentTo(formsOf(tagsOf(html)), isTarget, fields);
  if (!form) return null;
  const left = new Map(Object.entries(fields).map(([name, values]) => [name, [...values]]));
  const edits: { from: number; to: number; text: string }[] = [];
  const taken = (name: string): string | undefined => left.get(name)?.shift();
  const replace = (tag: Tag, attribute: string, value: string | null) =>
    edits.push({ from: tag.from, to: tag.to, text: rewritten(html, tag, attribute, value) });
  const known = new Set<string>();
  let chosen: string | undefined;
  for (const tag of form.controls) {
    if (tag.isEnd) continue;
    const name = nameOf(tag);
    const type = typeOf(tag);
    const sent = fields[name];
    const value = tag.attributes.get('value') ?? (type === 'checkbox' || type === 'radio' ? 'on' : '');
    if (type === 'select') chosen = taken(name);
    if (type === 'option') {
      if (chosen !== undefined) replace(tag, 'selected', value === chosen ? '' : null);
    } else if (type === 'checkbox' || type === 'radio') {
      const isChosen = sent?.includes(value) ?? false;
      replace(tag, 'checked', isChosen ? '' : null);
      if (isChosen) left.set(name, left.get(name)?.filter((one) => one !== value) ?? []);
    } else if (UNTYPED.has(type) || (type === 'hidden' && value !== '')) known.add(name);
    else if (type === 'textarea') {
      const text = taken(name);
      const end = html.indexOf('</textarea>', tag.to);
      // A line end right after the tag is dropped by the browser, so that one more stands before the text.
      if (text !== undefined && end >= 0) edits.push({ from: tag.to, to: end, text: `\n${escaped(text)}` });
    } else if (type !== 'select') {
      const text = taken(name);
      if (text !== undefined) replace(tag, 'value', text);
    }
  }
  const unplaced = [...left].flatMap(([name, values]) =>
    known.has(name) || name.startsWith('_') ? [] : values.filter((text) => text.trim() !== ''),
  );
  let filled = '';
  let at = 0;
  for (const { from, to, text } of edits) {
    filled += html.slice(at, from) + text;
    at = to;
  }
  return { html: filled + html.slice(at), unplaced };
}
