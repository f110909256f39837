import { type Context, tenantOf } from '#kernel/context.js';
import { qrSvg } from '#kernel/documents/qr.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import { publicBase } from '#kernel/tenancy/public-base.js';
import { eraDate } from '#kernel/values/era.js';
import { formatVerificationCode, type VerificationCode } from '#kernel/values/verification-code.js';
import type { LetterWords, SealKind } from '../issue.js';
import { type DocumentHead, numberText } from '../model.js';
import { unitName } from './deps.js';

const LETTER = new URL('../templates/letter.typ', import.meta.url);

interface LetterFacts {
  document: Pick<DocumentHead, 'symbol' | 'fiscalYear' | 'number' | 'subject' | 'unit'> | null;
  subject: string;
  unit: string;
  words: LetterWords;
  issuedOn: Temporal.PlainDate;
  seal: SealKind;
}

/** The final edition has its seal and its code; a preview has neither, and says what it is. */
type Edition =
  | { mode: 'preview' }
  | {
      mode: 'final';
      code: VerificationCode | null;
      picture: { bytes: Uint8Array; mediaType: string } | null;
    };

const verifyAddress = (kernel: Kernel, context: Context, code: VerificationCode): string =>
  `${publicBase(kernel, context)}/verify-letter/${code}`;

/** The outgoing document as a PDF. Throws invalidInput for characters that cannot be printed, unavailable without a seal. */
export async function letterPdf(
  kernel: Kernel,
  context: Context,
  { document, subject, unit, words, issuedOn, seal }: LetterFacts,
  edition: Edition,
): Promise<Uint8Array> {
  const { municipality } = context;
  const number = document ? numberText(document) : '';
  const code = edition.mode === 'final' ? edition.code : null;
  const picture = edition.mode === 'final' ? edition.picture : null;
  const pictureName = picture?.mediaType === 'image/png' ? 'seal.png' : 'seal.jpg';
  const address = code === null ? null : verifyAddress(kernel, context, code);
  const pdf = await kernel.typesetter.renderPdf({
    template: LETTER,
    data: {
      mode: edition.mode,
      number,
      issuedOn: eraDate(issuedOn),
      addressee: words.addressee,
      honorific: words.honorific,
      sender: words.sender,
      senderName: words.senderName,
      unit: unitName(context, unit),
      phone: municipality.office.phone,
      municipality: localize(municipality.name, 'ja'),
      subject,
      body: words.body,
      notes: words.notes,
      seal: edition.mode === 'preview' && seal !== 'omitted' ? 'place' : seal,
      picture: pictureName,
      guard: picture && code ? `${number}　${formatVerificationCode(code)}` : '',
      verification: code && address ? { code: formatVerificationCode(code), address } : null,
    },
    files: {
      ...(address !== null && { 'qr.svg': await qrSvg(address) }),
      ...(picture && { [pictureName]: picture.bytes }),
    },
    meta: { title: subject, author: words.sender, date: issuedOn },
  });
  return edition.mode === 'final' && seal === 'electronic'
    ? kernel.sealer.seal(tenantOf(context), municipality.head.title, pdf)
    : pdf;
}
