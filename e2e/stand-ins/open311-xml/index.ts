/*
 * What the npm client open311 reads XML with, for the test that runs it: its own two packages cannot be installed any
 * more. Only as much of XML as GeoReport v2 answers with: elements without attributes, texts with entities.
 */
interface Element {
  name: string;
  children: Element[];
  text: string;
}
type Value = string | number | boolean | null | Value[] | { [name: string]: Value };

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const TOKEN = /<\?[^>]*\?>|<(\/?)([\w.-]+)\s*(\/?)>|([^<]+)/gy;

/** The root element. Throws on what is not well formed. */
function read(xml: string): Element {
  const open: Element[] = [];
  let inside: Element = { name: '', children: [], text: '' };
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < xml.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(xml);
    if (!found) throw new Error(`not well formed at ${at}: ${xml.slice(at, at + 40)}`);
    const [, closing, name, empty, text] = found;
    if (text !== undefined) inside.text += text.replace(/&(\w+);/g, (_, entity) => ENTITIES[entity] ?? '');
    else if (closing) {
      const outside = open.pop();
      if (!outside || inside.name !== name) throw new Error(`</${name}> closes another element`);
      inside = outside;
    } else if (name) {
      const element = { name, children: [], text: '' };
      inside.children.push(element);
      if (empty) continue;
      open.push(inside);
      inside = element;
    }
  }
  const [root, ...others] = inside.children;
  if (open.length > 0 || !root || others.length > 0) throw new Error('not one document');
  return root;
}

/** A number or a truth value where the text is one. */
function typed(text: string): Value {
  if (text === '') return null;
  if (!Number.isNaN(Number(text))) return Number(text);
  const lower = text.toLowerCase();
  return lower === 'true' || lower === 'false' ? lower === 'true' : text;
}

/** The Spark convention: one child, or one name again and again, is a list; other children are an object. */
function spark({ children, text }: Element): Value {
  if (children.length === 0) return typed(text);
  const isList = children.length === 1 || new Set(children.map(({ name }) => name)).size < children.length;
  return isList
    ? children.map(spark)
    : Object.fromEntries(children.map((child) => [child.name, spark(child)]));
}

/** Every element by its name; a name that comes again is a list. */
function named({ children, text }: Element): Value {
  if (children.length === 0) return text === '' ? {} : text;
  const all = Map.groupBy(children, ({ name }) => name);
  return Object.fromEntries(
    [...all].map(([name, same]) => {
      const [first, ...others] = same.map(named);
      return [name, others.length === 0 ? (first ?? null) : [first ?? null, ...others]];
    }),
  );
}

export const parseXml = (xml: string): Value => spark(read(xml));
export function toJson(xml: string): Value {
  const root = read(xml);
  return { [root.name]: named(root) };
}
