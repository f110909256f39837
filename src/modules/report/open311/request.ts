import { AppError } from '#kernel/errors.js';
import type { UploadBody } from '#kernel/http/route.js';
import { characterCount } from '#kernel/values/japanese-text.js';
import type { ReportRules } from '../catalog.js';
import type { Kind } from '../definition.js';
import { isWithin } from '../model.js';
import { isMail, MOST_RELEASED, textOf } from '../report-form.js';

export const badRequest = (message: string) => new AppError('invalidInput', message);
export const unknown = (message: string) => new AppError('notFound', message, { userMessage: message });

const ATTRIBUTE = /^attribute\[([^\]]*)\](?:\[\d*\])?$/;

/** Every attribute that was sent, by its code: a list of several values comes as attribute[code][]. */
function attributesIn(body: UploadBody): Map<string, string[]> {
  const sent = new Map<string, string[]>();
  for (const [name, parts] of Object.entries(body)) {
    const code = ATTRIBUTE.exec(name)?.[1];
    if (code === undefined) continue;
    const texts = [parts ?? []].flat().map((part) => (typeof part === 'string' ? part.trim() : ''));
    sent.set(code, [...(sent.get(code) ?? []), ...texts.filter((text) => text !== '')]);
  }
  return sent;
}

/** The answers to the questions of a kind. Throws in the words of the standard. */
export function readAnswers(body: UploadBody, { id, questions }: Kind): Record<string, string> {
  const sent = attributesIn(body);
  const odd = sent.keys().find((code) => !questions.some((question) => question.id === code));
  if (odd !== undefined) throw badRequest(`attribute[${odd}] is not an attribute of service_code "${id}"`);
  const answers: Record<string, string> = {};
  for (const question of questions) {
    const values = sent.get(question.id) ?? [];
    const [value] = values;
    const name = `attribute[${question.id}]`;
    if (values.length > 1) throw badRequest(`${name} takes one value`);
    if (value === undefined && question.required) throw badRequest(`${name} was not provided`);
    if (value === undefined) continue;
    if (!question.options.some((option) => option.id === value))
      throw badRequest(`${name} has no value "${value}"`);
    answers[question.id] = value;
  }
  return answers;
}

/** What was sent of a new request. Throws in the words of the standard. */
export function readRequest(body: UploadBody, rules: ReportRules) {
  const text = (name: string) => textOf(body, name).trim();
  const code = text('service_code');
  if (code === '') throw badRequest('service_code was not provided');
  const kind = rules.kind(code);
  if (!kind) throw unknown(`service_code "${code}" was not found`);
  const [lat, lon] = [text('lat'), text('long')];
  const place = text('address_string') || text('address_id');
  if ((lat === '' || lon === '') && place === '')
    throw badRequest('a location was not provided: lat and long, address_string or address_id');
  const point = lat === '' || lon === '' ? null : { lat: Number(lat), lon: Number(lon) };
  if (point && !(Number.isFinite(point.lat) && Number.isFinite(point.lon)))
    throw badRequest('lat and long are not numbers in WGS84');
  if (point && !isWithin(point, rules.bounds)) throw badRequest('the location is outside the jurisdiction');
  const mediaUrl = text('media_url');
  if (mediaUrl !== '' && !/^https?:\/\//i.test(mediaUrl)) throw badRequest('media_url is not http or https');
  const words = text('description');
  if (characterCount(words) > MOST_RELEASED)
    throw badRequest(`description has more than ${MOST_RELEASED} characters`);
  const email = text('email');
  if (email !== '' && !isMail(email)) throw badRequest('email is not an e-mail address');
  const name = [text('last_name'), text('first_name')].filter(Boolean).join(' ').slice(0, 100);
  return {
    kind,
    point,
    place: place.slice(0, 200),
    words,
    answers: readAnswers(body, kind),
    mediaUrl: mediaUrl.slice(0, 500),
    contact: { name, email, phone: text('phone').slice(0, 40) },
  };
}
