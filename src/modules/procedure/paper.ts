import type { Answers } from '#forms/answers.js';
import { FormDefinition } from '#forms/definition.js';
import type { Field } from '#forms/fields/field.js';
import type { PaperFrame } from '#forms/paper/paper-form.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import type { Procedure } from './definition.js';
import { waysToPay } from './fee.js';

/** What paper asks besides the form: who applies, where the form does not ask it, and the declaration. */
const APPLICANT = 'paperApplicant';
const DECLARATION = 'paperDeclaration';

const t = translatorFor('ja');
const words = (text: LocalizedText): string => localize(text, 'ja');

const isAboutApplicant = (field: Field): boolean =>
  'prefill' in field && (field.prefill === 'identity' || field.prefill === 'identity.name');

const emptyForms = new WeakMap<Procedure, FormDefinition>();
const filledForms = new WeakMap<Procedure, FormDefinition>();

/**
 * The form as it is on paper. Online the applicant is known by signing in, also when the answers were printed
 * (`isFilled`); on an empty sheet nobody is, so that a form that does not ask for the applicant begins with that. At
 * the end stands what is declared.
 */
export function paperForm(procedure: Procedure, { isFilled = false } = {}): FormDefinition {
  const forms = isFilled ? filledForms : emptyForms;
  const known = forms.get(procedure);
  if (known) return known;
  const { form, declaration, assuranceLevel } = procedure;
  const asks = form.pages.some(({ fields }) => fields.some(isAboutApplicant));
  const applicant = {
    id: 'paper-applicant',
    fields: [
      {
        id: APPLICANT,
        kind: 'person',
        label: t('paperForm.applicant'),
        ask: ['birthDate', 'address', 'phone'],
        prefill: 'identity',
        sensitivity: 'personal',
      },
    ],
  };
  const declared = {
    id: 'paper-declaration',
    fields: [{ id: DECLARATION, kind: 'consent', label: words(declaration), sensitivity: 'ordinary' }],
  };
  const made = {
    ...form,
    pages: [
      ...(isFilled || asks || assuranceLevel === 'none' ? [] : FormDefinition.shape.pages.parse([applicant])),
      ...form.pages,
      ...FormDefinition.shape.pages.parse([declared]),
    ],
  };
  forms.set(procedure, made);
  return made;
}

/** The answers to the form itself. */
export const ownAnswers = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([id]) => id !== APPLICANT && id !== DECLARATION));

/** What paper says besides, for a form that was filled in online. */
export const withDeclaration = (answers: Answers): Answers => ({ ...answers, [DECLARATION]: true });

/** What the paper form of a municipality says besides its questions. */
export function paperFrame(procedure: Procedure, municipality: Municipality, number: number): PaperFrame {
  const { form, fee, legalBasis, prepare } = procedure;
  const unit = municipality.units.find(({ id }) => id === procedure.unit);
  const laws = legalBasis.map(({ law, article }) => `${law}${article ?? ''}`);
  const facts = [
    { heading: t('paperForm.prepare'), text: prepare.map(words).join('／') },
    {
      heading: t('paperForm.fee'),
      text: fee ? [words(fee.text), fee.note ? `（${words(fee.note)}）` : ''].join('') : '',
    },
    {
      heading: t('paperForm.payment'),
      // Who applies on paper has no page of their own from which to pay.
      text: fee
        ? waysToPay(fee, false)
            .map((one) => words(one.text))
            .join('／')
        : '',
    },
    {
      heading: t('paperForm.purpose'),
      text: form.purpose ? t('paperForm.purposeText', { purpose: words(form.purpose) }) : '',
    },
    { heading: t('paperForm.legalBasis'), text: laws.join('、') },
  ];
  return {
    number: procedure.paper?.number ?? number,
    title: words(procedure.title),
    head: municipality.head.title,
    city: localize(municipality.name, 'ja'),
    office: { name: unit?.name ?? '', phone: unit?.phone ?? municipality.office.phone },
    facts: facts.filter(({ text }) => text !== ''),
    hasFee: fee !== undefined,
  };
}
