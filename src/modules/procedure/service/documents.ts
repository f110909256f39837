import type { AskedQuestion } from '#forms/submission.js';
import { dateIn, today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { qrSvg } from '#kernel/documents/qr.js';
import { invariant } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import { publicBase } from '#kernel/tenancy/public-base.js';
import { eraDate } from '#kernel/values/era.js';
import { fiscalYear, fiscalYearStart } from '#kernel/values/fiscal-year.js';
import { formatReference } from '#kernel/values/reference-number.js';
import {
  formatVerificationCode,
  newVerificationCode,
  type VerificationCode,
} from '#kernel/values/verification-code.js';
import type { Procedure } from '../definition.js';
import type { Case, Certificate, DocumentNumber } from '../model.js';
import type { TemplateVersion } from '../store/templates.js';
import { DOCUMENT_TEMPLATES } from '../templates.js';

export interface RenderedDocument {
  certificate: Omit<Certificate, 'id'>;
  pdf: Uint8Array;
}

/** Where the definition gives no sentence of its own. */
const CERTIFYING = '上記のとおり相違ないことを証明します。';

/** Public address at which the code of a document is checked. */
export const verifyAddress = (kernel: Kernel, context: Context, code: VerificationCode): string =>
  `${publicBase(kernel, context)}/verify/${code}`;

/** What is decided before a document is typeset. A preview has no number and no code, and says that it is one. */
export interface Edition {
  number: DocumentNumber | null;
  /** The municipality's own template; the shipped one when undefined. */
  template: TemplateVersion | undefined;
}

/** Typesets the document that a case ends with; a final one carries the municipality's electronic seal. */
export async function renderDocument(
  kernel: Kernel,
  context: Context,
  subject: Case,
  procedure: Procedure,
  { number, template }: Edition,
): Promise<RenderedDocument> {
  const { output } = procedure;
  invariant(output.kind !== 'none', 'only a procedure that gives something out has a document');
  const shipped = DOCUMENT_TEMPLATES.get(output.template);
  invariant(shipped, `the template "${output.template}" was there when the definition was loaded`);
  const { municipality } = context;
  const issuedOn = today(context.clock);
  const code = newVerificationCode();
  const isFinal = number !== null;
  const address = verifyAddress(kernel, context, code);
  const validUntil =
    output.kind === 'certificate' && output.validMonths !== undefined
      ? issuedOn.add({ months: output.validMonths })
      : null;
  const title = localize(output.title, 'ja');
  const asked = subject.content.askedInJapanese ?? subject.content.asked;
  const { person } = subject.content;
  const printed = asked.filter(({ kind }) => kind !== 'statement' && kind !== 'consent');
  const items =
    output.kind === 'certificate' ? printed.filter(({ field }) => output.fields.includes(field)) : printed;
  const inWords = ({ field, question, answer }: AskedQuestion) => ({ field, question, answer: answer ?? '' });
  const pdf = await kernel.typesetter.renderPdf({
    template: template?.source ?? shipped,
    data: {
      isPreview: !isFinal,
      title,
      number: formatReference(subject.number),
      documentNumber: number ? documentNumberText(number) : '',
      municipality: localize(municipality.name, 'ja'),
      head: { title: municipality.head.title, name: municipality.head.name ?? null },
      office: { address: municipality.office.address, phone: municipality.office.phone },
      unit: municipality.units.find(({ id }) => id === subject.unit)?.name ?? '',
      issuedOn: eraDate(issuedOn),
      submittedOn: eraDate(dateIn(subject.submittedAt)),
      validUntil: validUntil && eraDate(validUntil),
      person: {
        ...person,
        birthDate: person.birthDate && eraDate(Temporal.PlainDate.from(person.birthDate)),
      },
      answers: subject.content.answers,
      asked: printed.map(inWords),
      items: items.map(inWords),
      text: output.text === undefined ? CERTIFYING : localize(output.text, 'ja'),
      delivery: subject.delivery,
      verification: isFinal ? { code: formatVerificationCode(code), address } : null,
    },
    files: isFinal ? { 'qr.svg': await qrSvg(address) } : {},
    meta: { title, author: municipality.head.title, date: issuedOn },
  });
  return {
    certificate: {
      caseId: subject.id,
      number,
      templateVersion: template?.version ?? null,
      verificationCode: code,
      issuedOn,
      issuedAt: context.clock.now(),
      validUntil,
      revokedAt: null,
      handedOver: null,
    },
    pdf: isFinal ? await kernel.sealer.seal(tenantOf(context), municipality.head.title, pdf) : pdf,
  };
}

/** 令和8年度第12号 */
export const documentNumberText = ({ fiscalYear: year, number }: DocumentNumber): string =>
  `${eraDate(fiscalYearStart(fiscalYear(year))).replace(/年.*/, '年度')}第${number}号`;
