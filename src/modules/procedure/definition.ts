import { z } from 'zod';
import { CHANNELS } from '#forms/compile.js';
import { FormDefinition, FormPageDefinition } from '#forms/definition.js';
import { LocalizedText } from '#kernel/i18n/locales.js';
import { AssuranceLevel } from './assurance.js';
import { ThirdParty } from './parts/definition.js';

/*
 * What a town writes about a procedure: one YAML document each. A definition under catalog/common may be taken
 * over by many towns, each naming its own unit, fee and words (adopted.yaml).
 */

export const Slug = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'lower-case letters, digits and hyphens');

/** Occasions in life under which a procedure is found; the order is that of the tiles. */
export const LIFE_EVENTS = [
  'moving',
  'certificate',
  'birth',
  'childcare',
  'marriage',
  'work',
  'tax',
  'care',
  'death',
  'living',
  'community',
] as const;
export const LifeEvent = z.enum(LIFE_EVENTS);
export type LifeEvent = z.infer<typeof LifeEvent>;

/** How a case comes in: by its person in the browser, typed in by staff, on paper, or from a program. */
export const Channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof Channel>;

/**
 * What a procedure is to whoever goes through it, and with it the words of every page: an application (申請) asks for a
 * decision, a notification (届出) tells the office something, a survey (アンケート) collects answers.
 */
export const PROCEDURE_KINDS = ['application', 'notification', 'survey'] as const;
export type ProcedureKind = (typeof PROCEDURE_KINDS)[number];

export const Fee = z.strictObject({
  amount: z.string().trim().min(1).describe('FEEL over the answers: whole yen; 0 when nothing is due'),
  text: LocalizedText.describe('What the start page says: 1通につき300円'),
  note: LocalizedText.optional().describe('Reductions, when and why'),
  reductions: z
    .array(
      z.strictObject({
        when: z.string().trim().min(1).describe('FEEL condition over the answers'),
        amount: z.string().trim().min(1).describe('FEEL: what is due instead, whole yen'),
        reason: LocalizedText.describe('Why less is due, with the rule it comes from'),
        evidence: z.string().optional().describe('Field whose file proves it'),
      }),
    )
    .default([])
    .describe('The first one that applies counts (手数料の減免)'),
  payment: z
    .array(
      z.strictObject({
        way: z
          .enum(['online', 'counter', 'paymentSlip', 'postalOrder'])
          .describe(
            'online: card or convenience store, where the municipality has a payment provider; counter; paymentSlip (納付書): with the number of the payment; postalOrder (定額小為替)',
          ),
        text: LocalizedText,
      }),
    )
    .default([])
    .describe('How the fee can be paid; needed as soon as a fee can be due'),
  withinDays: z
    .int()
    .min(1)
    .max(365)
    .optional()
    .describe('Days after the approval within which it is to be paid; 30 when absent'),
  givenBack: z
    .enum(['never', 'whenWithdrawn'])
    .optional()
    .describe(
      'What becomes of a fee that is paid when the applicant withdraws before anything is issued; never when absent (既納の手数料は還付しない)',
    ),
});
export type Fee = z.infer<typeof Fee>;

export const Output = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('certificate'),
    title: LocalizedText.describe('Name of the document: 住民票の写し'),
    template: Slug,
    delivery: z
      .string()
      .optional()
      .describe('Field whose answer says how it is handed over: myPage, post or counter'),
    validMonths: z
      .int()
      .min(1)
      .max(120)
      .optional()
      .describe('How long it is valid; without an end when absent'),
    text: LocalizedText.optional().describe('The certifying sentence; that of the template when absent'),
    fields: z.array(z.string()).default([]).describe('Fields whose answers it prints'),
  }),
  z.strictObject({
    kind: z.literal('letter'),
    title: LocalizedText,
    template: Slug,
    delivery: z.string().optional(),
    text: LocalizedText.describe('What the letter tells the applicant'),
  }),
  z.strictObject({ kind: z.literal('none') }),
]);
export type Output = z.infer<typeof Output>;

export const DELIVERIES = ['myPage', 'post', 'counter'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** Applying for somebody else (民法第99条, 第818条, 第859条): which answer says so and what proves it. */
export const Representation = z.strictObject({
  capacity: z.string().describe('Choice field with the values self, agent, statutoryRepresentative'),
  evidence: z.string().describe('File field, asked of whoever does not apply for themselves'),
});
export type Representation = z.infer<typeof Representation>;

const shape = {
  id: Slug,
  kind: z
    .enum(PROCEDURE_KINDS)
    .optional()
    .describe('application when absent; notification: 届出; survey: nobody decides on it'),
  version: z.int().min(1).describe('Raise it with every change: cases keep the version they were made with'),
  title: LocalizedText,
  summary: LocalizedText.describe('What it is for, in one or two sentences'),
  keywords: z.array(z.string().trim().min(1)).default([]).describe('Other words that people search by'),
  lifeEvents: z.array(LifeEvent).min(1),
  audience: z.enum(['resident', 'business', 'both']),
  legalBasis: z.array(z.strictObject({ law: z.string().min(1), article: z.string().optional() })).default([]),
  unit: Slug.describe('Section that receives it'),
  eligibility: LocalizedText.describe('Who may apply'),
  assuranceLevel: AssuranceLevel,
  prepare: z.array(LocalizedText).default([]).describe('What to have at hand'),
  ways: z.array(z.strictObject({ channel: Channel, text: LocalizedText })).min(1),
  fee: Fee.optional(),
  representation: Representation.optional(),
  period: z
    .strictObject({ from: z.iso.date().optional(), until: z.iso.date().optional() })
    .optional()
    .describe('First and last day on which it can be applied for; always when absent'),
  standardProcessingDays: z.int().min(0).max(365).describe('標準処理期間 in business days (行政手続法第6条)'),
  form: FormDefinition,
  declaration: LocalizedText,
  thirdParties: z
    .array(ThirdParty)
    .max(10)
    .default([])
    .describe('Parts that others complete: a doctor, an employer'),
  paper: z
    .strictObject({
      number: z
        .string()
        .trim()
        .min(1)
        .max(60)
        .describe('様式第3号（第5条関係）: as the rules of the town call it'),
    })
    .optional()
    .describe('The paper form; without it its number is its place in the catalogue'),
  review: z
    .strictObject({
      decidedBy: z.enum(['clerk', 'sectionHead']).default('clerk').describe('Who approves or refuses'),
      checks: z.array(z.string().trim().min(1)).default([]).describe('What the clerk checks, in order'),
      steps: z
        .array(
          z.strictObject({
            id: Slug,
            title: z.string().trim().min(1),
            by: z.enum(['clerk', 'sectionHead']).default('clerk'),
            unit: Slug.optional().describe('Section that does it; the receiving one when absent'),
          }),
        )
        .max(10)
        .default([])
        .describe('What has to be signed off, in this order, before it can be approved'),
      replyDays: z
        .int()
        .min(1)
        .max(60)
        .default(10)
        .describe('Business days proposed for answering a request to correct'),
    })
    .prefault({}),
  output: Output,
  about: z
    .array(
      z.strictObject({
        register: Slug.describe('Register of the municipality; where it keeps none, nothing is named'),
        field: z
          .string()
          .describe('A question whose answer names a row; “list.question” for one that a list asks of each'),
        by: z
          .string()
          .optional()
          .describe(
            'Field of the register that the answer is looked for in, one that lists can be narrowed by; the key when absent',
          ),
      }),
    )
    .max(5)
    .optional()
    .describe('Rows of registers that a case is about: their pages name it'),
  retention: z.strictObject({ years: z.int().min(1).max(100), basis: z.string().optional() }),
  public: z
    .strictObject({
      statistics: z.boolean().default(true).describe('Counts of cases may be published'),
      answers: z
        .array(z.string())
        .default([])
        .describe('Fields that open data may show; none of personal data'),
      counted: z
        .string()
        .optional()
        .describe(
          'One of these with fixed answers: the journal names what was chosen (`answer` of case.submitted), so that plans can count by it',
        ),
    })
    .prefault({}),
};

/** A procedure as one municipality offers it. */
export const Procedure = z.strictObject(shape);
export type Procedure = z.infer<typeof Procedure>;

/** A definition that municipalities take over: who receives it is for them to say. */
export const CommonProcedure = z.strictObject({ ...shape, unit: Slug.optional() });
export type CommonProcedure = z.infer<typeof CommonProcedure>;

const UnfinishedForm = FormDefinition.extend({ pages: z.array(FormPageDefinition).max(500) });
/**
 * A definition that is being written: much may still be missing, but what is there has its form. It is kept as it was
 * written, without the defaults of the schema.
 */
export const UnfinishedProcedure = Procedure.partial().extend({
  id: Slug,
  form: UnfinishedForm,
  thirdParties: z
    .array(ThirdParty.extend({ form: UnfinishedForm }))
    .max(10)
    .optional(),
});
export type UnfinishedProcedure = z.input<typeof UnfinishedProcedure>;

/** What a municipality may state in its own way. */
const Overrides = z.strictObject({
  title: shape.title.optional(),
  summary: shape.summary.optional(),
  eligibility: shape.eligibility.optional(),
  prepare: z.array(LocalizedText).optional(),
  ways: shape.ways.optional(),
  fee: Fee.optional(),
  standardProcessingDays: shape.standardProcessingDays.optional(),
  period: shape.period,
  legalBasis: z.array(z.strictObject({ law: z.string().min(1), article: z.string().optional() })).optional(),
});

/** procedures/adopted.yaml of a municipality. */
export const Adopted = z.array(
  z.strictObject({
    procedure: Slug,
    unit: Slug,
    revision: z.int().min(1).default(1).describe('Raise it with every change of this entry'),
    with: Overrides.default({}),
  }),
);
export type Adopted = z.infer<typeof Adopted>;

/** Where the answers are checked; no page of a form may have its address. */
export const CHECK_PAGE = 'check';

export const kindOf = ({ kind }: Pick<CommonProcedure, 'kind'>): ProcedureKind => kind ?? 'application';

/** A survey that nobody has to sign in for keeps no trace of who answered, also of those who are signed in. */
export const isAnonymous = (procedure: Pick<CommonProcedure, 'kind' | 'assuranceLevel'>): boolean =>
  kindOf(procedure) === 'survey' && procedure.assuranceLevel === 'none';
