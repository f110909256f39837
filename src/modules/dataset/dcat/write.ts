import { type Quad, Writer } from 'n3';
import { xmlText } from '#kernel/values/xml-text.js';
import { PREFIXES } from './quads.js';

const RDF_TYPE = `${PREFIXES.rdf}type`;
const XSD_STRING = `${PREFIXES.xsd}string`;
const LANG_STRING = `${PREFIXES.rdf}langString`;

export function toTurtle(quads: readonly Quad[]): string {
  const writer = new Writer({ prefixes: PREFIXES });
  writer.addQuads([...quads]);
  let text = '';
  writer.end((error, result: string) => {
    if (error) throw error;
    text = result;
  });
  return text;
}

const bySubject = (quads: readonly Quad[]): Map<string, Quad[]> => {
  const subjects = new Map<string, Quad[]>();
  for (const one of quads) {
    const known = subjects.get(one.subject.value);
    if (known) known.push(one);
    else subjects.set(one.subject.value, [one]);
  }
  return subjects;
};

function compact(address: string): string {
  for (const [prefix, start] of Object.entries(PREFIXES))
    if (address.startsWith(start)) return `${prefix}:${address.slice(start.length)}`;
  throw new Error(`no prefix for ${address}`);
}

const isPlain = (datatype: string): boolean => datatype === XSD_STRING || datatype === LANG_STRING;

/** Flattened JSON-LD 1.1, with the prefixes as its context. */
export function toJsonLd(quads: readonly Quad[]): string {
  const graph = [...bySubject(quads)].map(([id, statements]) => {
    const node: Record<string, unknown> = { '@id': id };
    const members = new Map<string, unknown[]>();
    for (const { predicate, object } of statements) {
      const isType = predicate.value === RDF_TYPE;
      const name = isType ? '@type' : compact(predicate.value);
      const value =
        object.termType !== 'Literal'
          ? isType
            ? compact(object.value)
            : { '@id': object.value }
          : object.language
            ? { '@value': object.value, '@language': object.language }
            : isPlain(object.datatype.value)
              ? object.value
              : { '@value': object.value, '@type': compact(object.datatype.value) };
      members.set(name, [...(members.get(name) ?? []), value]);
    }
    for (const [name, values] of members) node[name] = values.length === 1 ? values[0] : values;
    return node;
  });
  return JSON.stringify({ '@context': PREFIXES, '@graph': graph });
}

/** RDF 1.1 XML, one description for each thing. */
export function toRdfXml(quads: readonly Quad[]): string {
  const spaces = Object.entries(PREFIXES).map(([prefix, address]) => `xmlns:${prefix}="${address}"`);
  const things = [...bySubject(quads)].map(([id, statements]) => {
    const lines = statements.map(({ predicate, object }) => {
      const name = compact(predicate.value);
      if (object.termType !== 'Literal') return `    <${name} rdf:resource="${xmlText(object.value)}"/>`;
      const more = object.language
        ? ` xml:lang="${object.language}"`
        : isPlain(object.datatype.value)
          ? ''
          : ` rdf:datatype="${object.datatype.value}"`;
      return `    <${name}${more}>${xmlText(object.value)}</${name}>`;
    });
    return `  <rdf:Description rdf:about="${xmlText(id)}">\n${lines.join('\n')}\n  </rdf:Description>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF ${spaces.join(' ')}>\n${things.join('\n')}\n</rdf:RDF>\n`;
}

export const WRITERS = {
  ttl: { write: toTurtle, type: 'text/turtle; charset=utf-8' },
  jsonld: { write: toJsonLd, type: 'application/ld+json' },
  rdf: { write: toRdfXml, type: 'application/rdf+xml; charset=utf-8' },
} as const;
