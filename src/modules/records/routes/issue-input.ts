import { z } from 'zod';
import { splitAddress } from '#kernel/documents/address-sheet.js';
import type { FormBody } from '#kernel/http/route.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { characterCount, normalizeText } from '#kernel/values/japanese-text.js';
import type { Rules } from '../catalog.js';
import { BODY_LIMIT, HONORIFICS, pictureChoice, SEAL_KINDS, WAYS } from '../issue.js';
import type { IssueInput, Sender } from '../service/issuing.js';
import { dayOf, textOf } from './input.js';

const SUBJECT_LIMIT = 200;
const WORDS_LIMIT = 200;

/** What was typed for an outgoing document; `input` is null when anything is wrong, which `errors` says in words. */
export function readIssue(
  t: Translator,
  body: FormBody,
  known: { rules: Rules; senders: readonly Sender[]; seals: readonly { id: string }[] },
): { input: Omit<IssueInput, 'key'> | null; errors: Record<string, string> } {
  const typed = (name: string) => normalizeText(textOf(body, name)).trim();
  const kind = known.rules.kind(textOf(body, 'kind'))?.id;
  const issuedOn = dayOf(typed('issuedOn'));
  const sender = known.senders.find(({ id }) => id === textOf(body, 'sender'))?.id;
  const way = WAYS.find((one) => one === textOf(body, 'way'));
  const chosen = textOf(body, 'seal');
  const picture = known.seals.find(({ id }) => pictureChoice(id) === chosen);
  const seal = picture ? 'picture' : SEAL_KINDS.find((one) => one !== 'picture' && one === chosen);
  const honorific = HONORIFICS.find((one) => one === textOf(body, 'honorific')) ?? '';
  const mail = z.email().safeParse(typed('mail').normalize('NFKC'));
  const tooLong = (name: string, limit: number) =>
    characterCount(typed(name)) > limit && { [name]: t('records.error.long', { limit }) };
  const errors: Record<string, string> = {
    ...(!kind && { kind: t('records.error.kind') }),
    ...(typed('addressee') === '' && { addressee: t('dispatch.error.addressee') }),
    ...tooLong('addressee', WORDS_LIMIT),
    ...(typed('subject') === '' && { subject: t('records.error.subject') }),
    ...tooLong('subject', SUBJECT_LIMIT),
    ...(typed('body') === '' && { body: t('dispatch.error.body') }),
    ...tooLong('body', BODY_LIMIT),
    ...tooLong('notes', BODY_LIMIT),
    ...(!issuedOn && { issuedOn: t('records.error.date') }),
    ...(!sender && { sender: t('dispatch.error.sender') }),
    ...(!seal && { seal: t('dispatch.error.seal') }),
    ...(!way && { way: t('dispatch.error.way') }),
    ...(way === 'post' && typed('address') === '' && { address: t('dispatch.error.address') }),
    ...tooLong('address', WORDS_LIMIT),
    ...(way === 'mail' && !mail.success && { mail: t('dispatch.error.mail') }),
    ...(way === 'my' && typed('caseNumber') === '' && { caseNumber: t('dispatch.error.caseNumber') }),
  };
  if (Object.keys(errors).length > 0 || !kind || !issuedOn || !sender || !seal || !way)
    return { input: null, errors };
  const words = {
    addressee: typed('addressee'),
    honorific,
    ...splitAddress(typed('address')),
    mail: way === 'mail' && mail.success ? mail.data : '',
    body: typed('body'),
    notes: typed('notes'),
  };
  const input = {
    kind,
    subject: typed('subject'),
    issuedOn,
    sender,
    seal,
    sealId: picture?.id ?? null,
    way,
    caseNumber: typed('caseNumber'),
    words,
  };
  return { input, errors };
}
