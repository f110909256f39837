import { scopeOf } from '#forms/compile.js';
import { isQuestion, type Question } from '#forms/fields/field.js';
import { formProblems } from '#forms/problems.js';
import { BrokenExpression, compileExpression } from '#kernel/expressions/expression.js';
import { brokenExpression } from './broken-expression.js';
import {
  CHECK_PAGE,
  type CommonProcedure,
  DELIVERIES,
  type Fee,
  kindOf,
  type Representation,
} from './definition.js';
import { thirdPartyProblems } from './parts/definition.js';
import { DOCUMENT_TEMPLATES } from './templates.js';

/** Something wrong that the schema cannot see; `path` is that of the definition. */
export interface ProcedureProblem {
  path: (string | number)[];
  /** For the author of a file. */
  message: string;
  /** For the words of the editor; a general word stands in for one that has none. */
  code?: string;
  /** The ids that are wrong. */
  ids?: readonly string[];
  /** What of an expression is wrong. */
  excerpt?: string;
}

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
  (procedure.about ?? []).forEach(({ field: path }, index) => {
    const [id = '', member] = path.split('.');
    const asked = questions.find((question) => question.id === id);
    const field = member === undefined ? asked : membersOf(asked).find((one) => one.id === member);
    if (!field) add(['about', index, 'field'], `there is no field "${path}"`, 'unknownField', path);
    else if (field.kind !== 'text' && field.kind !== 'choice')
      add(['about', index, 'field'], `"${path}" is neither a text nor a choice`, 'unknownField', path);
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

/** What a list asks of each. */
const membersOf = (asked: Question | undefined): { id: string; kind: string }[] =>
  asked && 'fields' in asked ? asked.fields : [];

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
      problems.push({ path, message: error.message, ...brokenExpression(error) });
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
