import { z } from 'zod';
import { CHANNELS, scopeOf } from '#forms/compile.js';
import { FormDefinition, FormPageDefinition } from '#forms/definition.js';
import { isQuestion, type Question } from '#forms/fields/field.js';
import { formProblems } from '#forms/problems.js';
import { BrokenExpression, compileExpression } from '#kernel/expressions/expression.js';
import { LocalizedText } from '#kernel/i18n/locales.js';
import { AssuranceLevel } from './assurance.js';
import { ThirdParty, thirdPartyProblems } from './parts/definition.js';
import { DOCUMENT_TEMPLATES } from './templates.js';

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

/** Something wrong that the schema cannot see; `path` is that of the definition. */
export interface ProcedureProblem {
  path: (string | number)[];
  /** For the author of a file. */
  message: string;
  /** For the words of the editor; a general word stands in for one that has none. */
  code?: string;
  /** The ids that are wrong. */
  ids?: readonly string[];
}

/** Where the answers are checked; no page of a form may have its address. */
export const CHECK_PAGE = 'check';

/** Cross-checks of one definition: every name that stands for something must stand for something that exists. */
export const procedureProblems = (
  procedure: CommonProcedure,
  units: ReadonlySet<string> | null,
): ProcedureProblem[] => [
  ...formProblems(procedure.form).map((problem) => ({ ...problem, path: ['form', ...problem.path] })),
  ...offerProblems(procedure, units),
];

/** The same without those of the form: for a municipality that takes over a form which was checked. */
export function offerProblems(
  procedure: CommonProcedure,
  units: ReadonlySet<string> | null,
): ProcedureProblem[] {
  const problems: ProcedureProblem[] = [];
  const add = (path: (string | number)[], message: string, code: string, ...ids: string[]) =>
    problems.push({ path, message, code, ids });
  const questions = questionsOf(procedure);

  procedure.form.pages.forEach(({ id }, index) => {
    if (id === CHECK_PAGE)
      add(['form', 'pages', index, 'id'], `a page cannot be called "${id}"`, 'reservedPage', id);
  });
  if (units && procedure.unit !== undefined && !units.has(procedure.unit)) {
    add(['unit'], `there is no unit "${procedure.unit}"`, 'unknownUnit', procedure.unit);
  }
  if (!procedure.ways.some(({ channel }) => channel === 'online')) {
    add(['ways'], 'one of the ways is "online": the form of this definition', 'noOnlineWay');
  }
  if (procedure.fee) problems.push(...feeProblems(procedure, procedure.fee));
  const { output } = procedure;
  if (output.kind !== 'none') {
    if (!DOCUMENT_TEMPLATES.has(output.template)) {
      add(
        ['output', 'template'],
        `there is no template "${output.template}"; there are ${[...DOCUMENT_TEMPLATES.keys()].join(', ')}`,
        'unknownTemplate',
        output.template,
      );
    }
    for (const [index, id] of (output.kind === 'certificate' ? output.fields : []).entries()) {
      if (!questions.some((question) => question.id === id))
        add(['output', 'fields', index], `there is no field "${id}"`, 'unknownField', id);
    }
    if (output.delivery !== undefined) problems.push(...deliveryProblems(procedure, output.delivery));
  }
  if (procedure.representation) problems.push(...representationProblems(procedure, procedure.representation));
  problems.push(...reviewProblems(procedure, units));
  problems.push(...thirdPartyProblems(procedure.thirdParties, procedure.form));
  if (procedure.period?.from && procedure.period.until && procedure.period.from > procedure.period.until) {
    add(['period', 'until'], 'the last day lies before the first', 'periodReversed');
  }
  procedure.public.answers.forEach((id, index) => {
    const field = questions.find((question) => question.id === id);
    if (!field) add(['public', 'answers', index], `there is no field "${id}"`, 'unknownField', id);
    else if (field.sensitivity !== 'ordinary') {
      add(
        ['public', 'answers', index],
        `"${id}" is personal data and cannot be published`,
        'publishedPersonal',
        id,
      );
    }
  });
  const { counted } = procedure.public;
  if (counted !== undefined) {
    const field = questions.find(({ id }) => id === counted);
    if (!field) add(['public', 'counted'], `there is no field "${counted}"`, 'unknownField', counted);
    else if (field.sensitivity !== 'ordinary')
      add(
        ['public', 'counted'],
        `"${counted}" is personal data and is not journalled`,
        'publishedPersonal',
        counted,
      );
    else if (field.kind !== 'choice' && field.kind !== 'yesNo')
      add(['public', 'counted'], `"${counted}" is not a choice of one`, 'notAChoice', counted);
    else if (!procedure.public.answers.includes(counted))
      add(['public', 'counted'], `"${counted}" is not among the public answers`, 'unknownField', counted);
  }
  if (kindOf(procedure) === 'survey') problems.push(...surveyProblems(procedure));
  if (questions.length === 0) add(['form', 'pages'], 'the form asks nothing', 'asksNothing');
  return problems;
}

export const kindOf = ({ kind }: Pick<CommonProcedure, 'kind'>): ProcedureKind => kind ?? 'application';

/** A survey that nobody has to sign in for keeps no trace of who answered, also of those who are signed in. */
export const isAnonymous = (procedure: Pick<CommonProcedure, 'kind' | 'assuranceLevel'>): boolean =>
  kindOf(procedure) === 'survey' && procedure.assuranceLevel === 'none';

/** Nobody works on the answers of a survey: nothing is owed, reviewed or given out for them. */
function surveyProblems(procedure: CommonProcedure): ProcedureProblem[] {
  const { fee, output, review, thirdParties, assuranceLevel } = procedure;
  const problems: ProcedureProblem[] = [];
  const add = (path: (string | number)[], message: string, code: string, ...ids: string[]) =>
    problems.push({ path, message, code, ids });
  if (fee) add(['fee'], 'a survey costs nothing', 'surveyDecided');
  if (output.kind !== 'none') add(['output'], 'a survey gives nothing out', 'surveyDecided');
  if (thirdParties.length > 0) add(['thirdParties'], 'nobody completes a survey', 'surveyDecided');
  if (review.steps.length + review.checks.length > 0)
    add(['review'], 'nobody reviews the answers of a survey', 'surveyDecided');
  for (const { id, sensitivity } of assuranceLevel === 'none' ? questionsOf(procedure) : []) {
    if (sensitivity !== 'ordinary')
      add(['form'], `"${id}" is personal data; nobody is asked for it without a name`, 'surveyPersonal', id);
  }
  return problems;
}

const questionsOf = ({ form }: CommonProcedure): Question[] =>
  form.pages.flatMap(({ fields }) => fields.filter(isQuestion));

/** Questions that not everybody answers: a fee that uses one must say what it is without the answer. */
const notAlwaysAnswered = ({ form }: CommonProcedure): Set<string> =>
  new Set(
    form.pages.flatMap(({ show: pageShow, fields }) =>
      fields
        .filter((field) => isQuestion(field) && (pageShow || field.show || field.optional))
        .map(({ id }) => id),
    ),
  );

function feeProblems(procedure: CommonProcedure, fee: Fee): ProcedureProblem[] {
  const problems: ProcedureProblem[] = [];
  const open = notAlwaysAnswered(procedure);
  const check = (path: (string | number)[], source: string, wanted: 'number' | 'boolean') => {
    try {
      const { type, names } = compileExpression(source, scopeOf(procedure.form));
      if (type !== wanted && type !== 'any') {
        problems.push({
          path,
          message: wanted === 'number' ? 'the fee is a number of yen' : 'not a condition',
          code: wanted === 'number' ? 'feeNotANumber' : 'notACondition',
        });
      }
      const unsure = wanted === 'number' ? [...names].filter((name) => open.has(name)) : [];
      if (unsure.length > 0 && !source.includes('null')) {
        const which = unsure.map((name) => `"${name}"`).join(', ');
        problems.push({
          path,
          message: `not everybody is asked ${which}; say what the fee is when it is null`,
          code: 'feeUnsure',
          ids: unsure,
        });
      }
    } catch (error) {
      if (!(error instanceof BrokenExpression)) throw error;
      problems.push({ path, message: error.message, code: 'brokenExpression', ids: [source] });
    }
  };
  check(['fee', 'amount'], fee.amount, 'number');
  fee.reductions.forEach(({ when, amount, evidence }, index) => {
    const path = ['fee', 'reductions', index];
    check([...path, 'when'], when, 'boolean');
    check([...path, 'amount'], amount, 'number');
    if (evidence !== undefined && !questionsOf(procedure).some(({ id }) => id === evidence)) {
      problems.push({
        path: [...path, 'evidence'],
        message: `there is no field "${evidence}"`,
        code: 'unknownField',
        ids: [evidence],
      });
    }
  });
  fee.payment.forEach(({ way }, index) => {
    if (fee.payment.findIndex((one) => one.way === way) !== index)
      problems.push({
        path: ['fee', 'payment', index, 'way'],
        message: `"${way}" is stated twice`,
        code: 'wayTwice',
        ids: [way],
      });
  });
  if (fee.payment.length > 0 && fee.payment.every(({ way }) => way === 'online')) {
    problems.push({
      path: ['fee', 'payment'],
      message: 'not everybody can pay online: state a way besides it',
      code: 'onlyOnline',
    });
  }
  if (fee.amount !== '0' && fee.payment.length === 0) {
    problems.push({
      path: ['fee', 'payment'],
      message: 'a fee needs at least one way to pay it',
      code: 'noPayment',
    });
  }
  return problems;
}

function representationProblems(
  procedure: CommonProcedure,
  { capacity, evidence }: Representation,
): ProcedureProblem[] {
  const questions = questionsOf(procedure);
  const asked = questions.find(({ id }) => id === capacity);
  const proof = questions.find(({ id }) => id === evidence);
  const problems: ProcedureProblem[] = [];
  const needed = ['self', 'agent', 'statutoryRepresentative'];
  if (asked?.kind !== 'choice') {
    problems.push({
      path: ['representation', 'capacity'],
      message: `"${capacity}" is not a choice field`,
      code: 'notAChoice',
      ids: [capacity],
    });
  } else if (!asked.options.some(({ value }) => value === 'self')) {
    problems.push({
      path: ['representation', 'capacity'],
      message: `"${capacity}" has no option "self"`,
      code: 'noSelf',
      ids: [capacity],
    });
  } else {
    const unknown = asked.options.filter(({ value }) => !needed.includes(value));
    problems.push(
      ...unknown.map(({ value }) => ({
        path: ['representation', 'capacity'],
        message: `"${capacity}" offers "${value}"; known are ${needed.join(', ')}`,
        code: 'unknownCapacity',
        ids: [value],
      })),
    );
  }
  if (!proof)
    problems.push({
      path: ['representation', 'evidence'],
      message: `there is no field "${evidence}"`,
      code: 'unknownField',
      ids: [evidence],
    });
  return problems;
}

function reviewProblems(
  { review: { steps } }: CommonProcedure,
  units: ReadonlySet<string> | null,
): ProcedureProblem[] {
  return steps.flatMap(({ id, unit }, index) => {
    const path = ['review', 'steps', index];
    return [
      ...(index === 0 && unit !== undefined
        ? [
            {
              path: [...path, 'unit'],
              message: 'the first step is done by the section that receives it',
              code: 'firstStepElsewhere',
            },
          ]
        : []),
      ...(steps.findIndex((step) => step.id === id) === index
        ? []
        : [
            {
              path: [...path, 'id'],
              message: `another step is called "${id}"`,
              code: 'duplicateStep',
              ids: [id],
            },
          ]),
      ...(units && unit !== undefined && !units.has(unit)
        ? [
            {
              path: [...path, 'unit'],
              message: `there is no unit "${unit}"`,
              code: 'unknownUnit',
              ids: [unit],
            },
          ]
        : []),
    ];
  });
}

function deliveryProblems(procedure: CommonProcedure, id: string): ProcedureProblem[] {
  const field = procedure.form.pages.flatMap(({ fields }) => fields).find((candidate) => candidate.id === id);
  const path = ['output', 'delivery'];
  if (!field) return [{ path, message: `there is no field "${id}"`, code: 'unknownField', ids: [id] }];
  if (field.kind !== 'choice')
    return [{ path, message: `"${id}" is not a choice`, code: 'notAChoice', ids: [id] }];
  return field.options
    .filter(({ value }) => !(DELIVERIES as readonly string[]).includes(value))
    .map(({ value }) => ({
      path,
      message: `"${id}" offers "${value}"; known are ${DELIVERIES.join(', ')}`,
      code: 'unknownDelivery',
      ids: [value],
    }));
}
