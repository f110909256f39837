import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';

/*
 * What the journal states by codes, in words where an indicator counts it. A code without words here is shown as it
 * is: it is what the entry holds.
 */
const ENTRY_TYPES: Record<string, MessageKey> = {
  'case.submitted': 'plan.entryType.caseSubmitted',
  'case.issued': 'plan.entryType.caseIssued',
  'certificate.verified': 'plan.entryType.certificateVerified',
  'identity.signedIn': 'plan.entryType.signedIn',
  'counter.used': 'guide.used',
  'procedure.offered': 'planCount.offered',
  'register.counted': 'planCount.counted',
  'dataset.published': 'planCount.published',
  'dataset.dashboardPublished': 'planCount.dashboardPublished',
  'report.received': 'planCount.reported',
  'map.visited': 'planCount.visited',
};

const ATTRIBUTES: Record<string, MessageKey> = {
  procedure: 'plan.attribute.procedure',
  channel: 'plan.attribute.channel',
  audience: 'plan.attribute.audience',
  unit: 'plan.filter.department',
  service: 'guide.used.service',
  register: 'planCount.register',
  count: 'planCount.count',
  system: 'planCount.system',
  standardSet: 'planCount.standardSet',
  again: 'planCount.again',
};

const places = new Map(Object.keys(ATTRIBUTES).map((attribute, place) => [attribute, place]));

/** Conditions as one would say them, the procedure first: the database keeps keys in an order of its own. */
export const inReadingOrder = <Value>(conditions: readonly [string, Value][]): [string, Value][] =>
  conditions.toSorted(
    ([a], [b]) => (places.get(a) ?? places.size) - (places.get(b) ?? places.size) || a.localeCompare(b, 'en'),
  );

const VALUES: Record<string, MessageKey> = {
  online: 'plan.attributeValue.online',
  counter: 'plan.attributeValue.counter',
  paper: 'plan.attributeValue.paper',
  phone: 'plan.attributeValue.phone',
  citizen: 'plan.attributeValue.citizen',
  guided: 'guide.used.guided',
  preEntry: 'guide.used.preEntry',
  desk: 'guide.used.desk',
  web: 'reportDesk.channelWeb',
  api: 'reportDesk.channelApi',
  field: 'reportDesk.channelField',
  owner: 'reportDesk.channelOwner',
  yes: 'common.yes',
  no: 'common.no',
};

const inWords =
  (words: Record<string, MessageKey>) =>
  (t: Translator, code: string): string => {
    const key = words[code];
    return key ? t(key) : code;
  };

export const entryTypeWords = inWords(ENTRY_TYPES);
export const attributeWords = inWords(ATTRIBUTES);
const valueWords = inWords(VALUES);

/** As many values as a sentence holds; the definition of the indicator says in words which the many are. */
const MOST_VALUES = 5;

/** What the thing of an id is called, in the language of the page. */
export type NameHere = (attribute: string, id: string) => string | undefined;

export const valuesWords = (
  t: Translator,
  attribute: string,
  codes: readonly string[],
  nameOf: NameHere,
): string =>
  codes.length > MOST_VALUES
    ? t('planCount.several', { count: codes.length })
    : codes.map((code) => nameOf(attribute, code) ?? valueWords(t, code)).join(t('plan.formula.or'));
