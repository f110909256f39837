import { dateIn, today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { qrSvg } from '#kernel/documents/qr.js';
import type { Typesetter } from '#kernel/documents/typesetter.js';
import { invariant } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import { eraDate } from '#kernel/values/era.js';
import { formatReference } from '#kernel/values/reference-number.js';
import {
  formatVerificationCode,
  newVerificationCode,
  type VerificationCode,
} from '#kernel/values/verification-code.js';
import type { Procedure } from '../definition.js';
import type { Case, Certificate } from '../model.js';
import { DOCUMENT_TEMPLATES } from '../templates.js';

export interface RenderedDocument {
  certificate: Omit<Certificate, 'id'>;
  pdf: Uint8Array;
}

/** Public address at which the code of a document is checked. */
export const verifyAddress = (kernel: Kernel, { municipality }: Context, code: VerificationCode): string => {
  const [host] = municipality.hosts;
  const base = host === undefined ? `${kernel.config.publicUrl}/${municipality.slug}` : `https://${host}`;
  return `${base}/verify/${code}`;
};

/** Typesets the document that a case ends with. A preview has no code and says that it is one. */
export async function renderDocument(
  { kernel, typesetter }: { kernel: Kernel; typesetter: Typesetter },
  context: Context,
  subject: Case,
  procedure: Procedure,
  purpose: 'final' | 'preview',
): Promise<RenderedDocument> {
  const { output } = procedure;
  invariant(output.kind !== 'none', 'only a procedure that gives something out has a document');
  const template = DOCUMENT_TEMPLATES.get(output.template);
  invariant(template, `the template "${output.template}" was there when the definition was loaded`);
  const { municipality } = context;
  const issuedOn = today(context.clock);
  const code = newVerificationCode();
  const isFinal = purpose === 'final';
  const address = verifyAddress(kernel, context, code);
  const validUntil =
    output.kind === 'certificate' && output.validMonths !== undefined
      ? issuedOn.add({ months: output.validMonths })
      : null;
  const title = localize(output.title, 'ja');
  const asked = subject.content.askedInJapanese ?? subject.content.asked;
  const { person } = subject.content;
  const pdf = await typesetter.renderPdf({
    template,
    data: {
      isPreview: !isFinal,
      title,
      number: formatReference(subject.number),
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
      asked: asked
        .filter(({ kind }) => kind !== 'statement' && kind !== 'consent')
        .map(({ field, question, answer }) => ({ field, question, answer: answer ?? '' })),
      text: output.kind === 'letter' ? localize(output.text, 'ja') : '',
      delivery: subject.delivery,
      verification: isFinal ? { code: formatVerificationCode(code), address } : null,
    },
    files: isFinal ? { 'qr.svg': await qrSvg(address) } : {},
    meta: { title, author: municipality.head.title, date: issuedOn },
  });
  return {
    certificate: {
      caseId: subject.id,
      verificationCode: code,
      issuedOn,
      issuedAt: context.clock.now(),
      validUntil,
      revokedAt: null,
    },
    pdf,
  };
}
