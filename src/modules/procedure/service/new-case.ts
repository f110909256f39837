import type { Answers } from '#forms/answers.js';
import type { Facts } from '#forms/compile.js';
import type { Journey } from '#forms/journey.js';
import { questionsAsAsked } from '#forms/submission.js';
import { dateIn, today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { type Locale, localize } from '#kernel/i18n/locales.js';
import { newReferenceNumber } from '#kernel/values/reference-number.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { PersonDetails } from '#modules/identity/api.js';
import type { PlaceApi } from '#modules/place/api.js';
import type { NamedRow } from '#modules/register/api.js';
import { type Delivery, kindOf, type Procedure } from '../definition.js';
import { feeDue, feeOf } from '../fee.js';
import { type Case, type CaseContent, deliveryOf, dueDate, type PersonData, phaseOf } from '../model.js';
import { awaitedParts } from '../parts/model.js';
import { addressParts } from '../prefill.js';
import type { Application } from './intake.js';

/** What is kept of the person with the case: what the certificate says is what was known at the start. */
export function personData({ actor }: Context, known: PersonDetails | null): PersonData {
  if (known) {
    return {
      name: known.name,
      ...(known.reading !== null && { kana: known.reading }),
      ...(known.birthDate && { birthDate: known.birthDate.toString() }),
      ...(known.address !== null && { address: known.address }),
      ...(known.email !== null && { email: known.email }),
    };
  }
  return { name: 'name' in actor ? actor.name : '' };
}

/** With the postal code of the address, where the municipality's list knows one: an address begins with it. */
export async function withPostalCode(
  tx: Tx,
  places: Pick<PlaceApi, 'codeOf'>,
  person: PersonData,
): Promise<PersonData> {
  if (person.address === undefined) return person;
  const { prefecture, town } = addressParts(person.address);
  const postalCode = prefecture === '' ? null : await places.codeOf(tx, { prefecture, town });
  return postalCode === null ? person : { ...person, postalCode };
}

/** What is kept of the answers; also when a correction has changed them. */
export function answeredContent(
  procedure: Procedure,
  way: Journey,
  locale: Locale,
  facts: Facts & { today: Temporal.PlainDate },
): Pick<CaseContent, 'asked' | 'askedInJapanese' | 'answers' | 'feeReason'> {
  return {
    feeReason: feeDue(procedure, way.relevant, facts).reason ?? undefined,
    asked: questionsAsAsked(way, locale),
    askedInJapanese: locale === 'ja' ? null : questionsAsAsked(way, 'ja'),
    answers: { ...way.relevant },
  };
}

/** Rows of registers that the answers name. */
export const rowsNamed = ({ about = [] }: Procedure, relevant: Answers): NamedRow[] =>
  about.flatMap(({ register, field, by }) => {
    const [id = '', member] = field.split('.');
    const values = [relevant[id]].flat().map((one) => (member ? Object(one)[member] : one));
    return values
      .filter((value) => typeof value === 'string')
      .map((value) => ({ register, field: by, value: value.trim() }));
  });

/** For lists: whoever the first answer names, where nobody is signed in. */
function nameAmong({ form }: Procedure, relevant: Answers): string {
  const named = form.pages
    .flatMap(({ fields }) => fields)
    .find(({ id, kind }) => (kind === 'name' || kind === 'person') && relevant[id]);
  const answer = named && relevant[named.id];
  if (typeof answer === 'string') return answer;
  const { name } = (answer ?? {}) as { name?: unknown };
  return typeof name === 'string' ? name : '';
}

/** Whoever has no account has no page to find a document on: it waits at the counter. */
const reachable = (delivery: Delivery | null, applicant: string | null): Delivery | null =>
  delivery === 'myPage' && applicant === null ? 'counter' : delivery;

/** The case that an application becomes. */
export function newCase(context: Context, application: Application, way: Journey): Case {
  const { relevant } = way;
  const { procedure, version, channel, applicant, person, locale, identityCheck } = application;
  const now = Temporal.Instant.fromEpochMilliseconds(context.clock.now().epochMilliseconds);
  const facts = { today: today(context.clock), channel };
  const fee = { fee: feeOf(procedure, relevant, facts), feeReceipt: null };
  const awaited = awaitedParts(procedure, relevant, [], facts);
  // Nobody works on the answers of a survey: they are there, and that is all.
  const state = kindOf(procedure) === 'survey' ? 'completed' : 'submitted';
  return {
    id: uuidv7(now),
    number: newReferenceNumber(),
    procedure: procedure.id,
    version,
    channel,
    unit: procedure.unit,
    applicant,
    applicantName: person.name || nameAmong(procedure, relevant),
    state,
    phase: phaseOf(state, { ...fee, awaitedParts: awaited }),
    revision: 1,
    assignee: null,
    stepsDone: 0,
    awaitedParts: awaited,
    delivery: reachable(deliveryOf(procedure.output, relevant), applicant),
    ...fee,
    submittedAt: now,
    dueOn: dueDate(dateIn(now), procedure.standardProcessingDays),
    stoppedOn: awaited > 0 ? facts.today : null,
    stoppedDays: 0,
    decidedOn: null,
    updatedAt: now,
    content: {
      person,
      locale,
      ...answeredContent(procedure, way, locale, facts),
      declaration: localize(procedure.declaration, locale),
      refusal: null,
      ...(identityCheck && { identityCheck }),
    },
  };
}
