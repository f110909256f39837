import { DataFactory, type NamedNode, type Quad, type Quad_Object } from 'n3';
import type { Context } from '#kernel/context.js';
import { localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { downloadAddress } from '../ckan/answers.js';
import {
  FREQUENCIES,
  GROUPS,
  LICENCES,
  type Licence,
  MAIN,
  RESOURCE_FORMATS,
  type Resource,
} from '../model.js';
import type { Catalog, Published } from '../service/catalog.js';

/* DCAT-AP 3.0 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/): what is published, as statements. */

export const PREFIXES = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;
type Prefix = keyof typeof PREFIXES;

const { namedNode, literal, quad } = DataFactory;
const term = (name: `${Prefix}:${string}`): NamedNode => {
  const at = name.indexOf(':');
  return namedNode(PREFIXES[name.slice(0, at) as Prefix] + name.slice(at + 1));
};

const LOCAL_AUTHORITY = 'http://purl.org/adms/publishertype/LocalAuthority';
const AUTHORITY = 'http://publications.europa.eu/resource/authority';
const FILE_TYPES = {
  csv: 'CSV',
  xlsx: 'XLSX',
  json: 'JSON',
  geojson: 'GEOJSON',
  shapefile: 'SHP',
  zip: 'ZIP',
  parquet: 'PARQUET',
  ttl: 'RDF_TURTLE',
  pdf: 'PDF',
  xml: 'XML',
  html: 'HTML',
  other: 'OCTET',
} as const;

/** Gathers statements; those of things that many name (licences, formats, sections) stand there once. */
function gathering() {
  const quads: Quad[] = [];
  const known = new Set<string>();
  const say = (subject: NamedNode, predicate: `${Prefix}:${string}`, object: Quad_Object) =>
    quads.push(quad(subject, term(predicate), object));
  return {
    quads,
    say,
    once(subject: NamedNode, work: () => void) {
      if (known.has(subject.value)) return;
      known.add(subject.value);
      work();
    },
  };
}
type Gathering = ReturnType<typeof gathering>;

const ja = translatorFor('ja');
const en = translatorFor('en');
const instant = (at: Temporal.Instant) =>
  literal(at.toString({ smallestUnit: 'second' }), term('xsd:dateTime'));

/** An address as an IRI: what is no part of one is escaped. */
const iri = (address: string): NamedNode => namedNode(new URL(address).href);

function concept(
  { say, once }: Gathering,
  address: string,
  kind: `${Prefix}:${string}`,
  names: readonly [string, string][],
) {
  const node = namedNode(address);
  once(node, () => {
    say(node, 'rdf:type', term(kind));
    for (const [text, language] of names)
      say(node, kind === 'skos:Concept' ? 'skos:prefLabel' : 'rdfs:label', literal(text, language));
  });
  return node;
}

function licenceNode(all: Gathering, { url, title, kind }: (typeof LICENCES)[Licence]): NamedNode {
  const node = concept(all, url, 'dct:LicenseDocument', [[title, 'ja']]);
  const type = concept(all, `http://purl.org/adms/licencetype/${kind}`, 'skos:Concept', [[kind, 'en']]);
  all.once(namedNode(`${url}#type`), () => all.say(node, 'dct:type', type));
  return node;
}

function agent(all: Gathering, address: string, name: string): NamedNode {
  const { say, once } = all;
  const node = iri(address);
  once(node, () => {
    say(node, 'rdf:type', term('foaf:Agent'));
    say(node, 'foaf:name', literal(name, 'ja'));
    say(node, 'dct:type', concept(all, LOCAL_AUTHORITY, 'skos:Concept', [['Local Authority', 'en']]));
  });
  return node;
}

/** The municipality as a place. */
function area({ say, once }: Gathering, base: string, { municipality }: Context): NamedNode {
  const node = iri(`${base}/#area`);
  once(node, () => {
    say(node, 'rdf:type', term('dct:Location'));
    say(node, 'dct:identifier', literal(municipality.code));
    say(node, 'skos:prefLabel', literal(localize(municipality.name, 'ja'), 'ja'));
  });
  return node;
}

function distribution(all: Gathering, base: string, published: Published, one: Resource): NamedNode {
  const { say } = all;
  const { dataset, versions } = published;
  const version = dataset.source.kind === 'upload' ? versions.get(one.part ?? MAIN) : undefined;
  const { about, name } = dataset;
  const { label, mediaType } = RESOURCE_FORMATS[one.format];
  const node = iri(`${base}/data/${name}/${one.key}`);
  const licence = LICENCES[about.licence];
  say(node, 'rdf:type', term('dcat:Distribution'));
  say(node, 'dct:title', literal(`${one.name}（${label}）`, 'ja'));
  say(node, 'dct:description', literal(one.description ?? about.notes, 'ja'));
  const stable = `${AUTHORITY}/planned-availability/STABLE`;
  say(node, 'dcatap:availability', concept(all, stable, 'skos:Concept', [['stable', 'en']]));
  say(node, 'dcat:accessURL', iri(`${base}/data/${name}`));
  say(node, 'dcat:downloadURL', iri(downloadAddress(base, name, one)));
  say(node, 'dct:license', licenceNode(all, licence));
  say(
    node,
    'dct:format',
    concept(all, `${AUTHORITY}/file-type/${FILE_TYPES[one.format]}`, 'dct:MediaTypeOrExtent', [
      [label, 'en'],
    ]),
  );
  const type = mediaType.split(';')[0] ?? '';
  say(
    node,
    'dcat:mediaType',
    concept(all, `https://www.iana.org/assignments/media-types/${type}`, 'dct:MediaType', [[type, 'en']]),
  );
  say(node, 'dct:modified', instant(version?.at ?? dataset.contentAt ?? published.modifiedAt));
  // The digest is of the file that was handed in; where another one is made from it there is none.
  if (version && (one.format === 'geojson' || one.format === 'zip')) {
    const sum = iri(`${base}/data/${name}/${one.key}#sha256`);
    say(node, 'spdx:checksum', sum);
    say(sum, 'rdf:type', term('spdx:Checksum'));
    say(sum, 'spdx:algorithm', term('spdx:checksumAlgorithm_sha256'));
    say(sum, 'spdx:checksumValue', literal(version.digest, term('xsd:hexBinary')));
  }
  return node;
}

function datasetNode(all: Gathering, context: Context, base: string, published: Published): NamedNode {
  const { say } = all;
  const { dataset, unitTitle, resources } = published;
  const { about, name, unit, createdAt, publishedAt } = dataset;
  const node = iri(`${base}/data/${name}`);
  say(node, 'rdf:type', term('dcat:Dataset'));
  say(node, 'dct:title', literal(about.title, 'ja'));
  if (about.titleEn) say(node, 'dct:title', literal(about.titleEn, 'en'));
  say(node, 'dct:description', literal(about.notes, 'ja'));
  say(node, 'dct:identifier', literal(dataset.id));
  say(node, 'dct:issued', instant(publishedAt ?? createdAt));
  say(node, 'dct:modified', instant(published.modifiedAt));
  if (dataset.source.kind === 'harvest') {
    const { page, publisher } = dataset.source;
    say(node, 'dct:publisher', agent(all, `${page}#publisher`, publisher));
    const origin = iri(`${base}/data/${name}#origin`);
    say(node, 'dct:provenance', origin);
    say(origin, 'rdf:type', term('dct:ProvenanceStatement'));
    say(origin, 'rdfs:label', literal(page, 'ja'));
  } else say(node, 'dct:publisher', agent(all, `${base}/data#${unit}`, unitTitle));
  say(node, 'dct:spatial', area(all, base, context));
  const { code } = FREQUENCIES[about.frequency];
  say(
    node,
    'dct:accrualPeriodicity',
    concept(all, `${AUTHORITY}/frequency/${code}`, 'dct:Frequency', [
      [ja(`data.freq.${about.frequency}`), 'ja'],
      [en(`data.freq.${about.frequency}`), 'en'],
    ]),
  );
  say(
    node,
    'dct:language',
    concept(all, `${AUTHORITY}/language/JPN`, 'dct:LinguisticSystem', [['日本語', 'ja']]),
  );
  say(node, 'dcat:landingPage', document(all, `${base}/data/${name}`, node));
  for (const tag of about.tags) say(node, 'dcat:keyword', literal(tag, 'ja'));
  for (const group of about.groups)
    say(
      node,
      'dcat:theme',
      concept(all, `${AUTHORITY}/data-theme/${GROUPS[group]}`, 'skos:Concept', [
        [ja(`data.group.${group}`), 'ja'],
        [en(`data.group.${group}`), 'en'],
      ]),
    );
  const contact = iri(`${base}/data/${name}#contact`);
  say(node, 'dcat:contactPoint', contact);
  say(contact, 'rdf:type', term('vcard:Organization'));
  say(contact, 'rdf:type', term('vcard:Kind'));
  say(contact, 'vcard:fn', literal(about.contact || unitTitle, 'ja'));
  for (const one of resources) say(node, 'dcat:distribution', distribution(all, base, published, one));
  return node;
}

/** The page is one thing and the data another, so the page has an address of its own: the first with a fragment. */
function document({ say, once }: Gathering, address: string, about: NamedNode): NamedNode {
  const node = iri(`${address}#page`);
  once(node, () => {
    say(node, 'rdf:type', term('foaf:Document'));
    say(node, 'foaf:primaryTopic', about);
  });
  return node;
}

export function catalogQuads(context: Context, base: string, { items }: Catalog): Quad[] {
  const all = gathering();
  const { say, quads } = all;
  const { municipality } = context;
  const [name, nameEn] = [localize(municipality.name, 'ja'), localize(municipality.name, 'en')];
  const node = iri(`${base}/data`);
  say(node, 'rdf:type', term('dcat:Catalog'));
  say(node, 'dct:title', literal(`${name} ${ja('data.title')}`, 'ja'));
  say(node, 'dct:title', literal(`${nameEn} ${en('data.title')}`, 'en'));
  say(node, 'dct:description', literal(ja('data.lead', { city: name }), 'ja'));
  say(node, 'dct:description', literal(en('data.lead', { city: nameEn }), 'en'));
  say(node, 'dct:publisher', agent(all, `${base}/`, name));
  say(node, 'foaf:homepage', document(all, `${base}/data`, node));
  say(
    node,
    'dct:language',
    concept(all, `${AUTHORITY}/language/JPN`, 'dct:LinguisticSystem', [['日本語', 'ja']]),
  );
  const licence = LICENCES['CC-BY-4.0'];
  say(node, 'dct:license', licenceNode(all, licence));
  const taxonomy = namedNode(`${AUTHORITY}/data-theme`);
  say(node, 'dcat:themeTaxonomy', taxonomy);
  say(taxonomy, 'rdf:type', term('skos:ConceptScheme'));
  say(taxonomy, 'dct:title', literal('Data theme', 'en'));
  say(node, 'dct:spatial', area(all, base, context));
  const oldest = items
    .map(({ dataset }) => dataset.publishedAt ?? dataset.createdAt)
    .sort(Temporal.Instant.compare)
    .at(0);
  if (oldest) say(node, 'dct:issued', instant(oldest));
  const newest = items
    .map(({ modifiedAt }) => modifiedAt)
    .sort(Temporal.Instant.compare)
    .at(-1);
  if (newest) say(node, 'dct:modified', instant(newest));
  for (const published of items) say(node, 'dcat:dataset', datasetNode(all, context, base, published));
  return quads;
}
