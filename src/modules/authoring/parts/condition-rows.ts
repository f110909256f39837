import {
  CHANNEL_QUESTION,
  type ConditionRows,
  feelToRows,
  needsValue,
  OPERATORS,
  type Operator,
  operatorsOf,
  questionIn,
  rowFault,
  rowsToFeel,
  shapeOf,
} from '#forms/conditions/rows.js';
import type { FormDefinition } from '#forms/definition.js';
import type { Question } from '#forms/fields/field.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { namesWords } from './condition-words.js';
import {
  type ChosenInRow,
  type Control,
  rowsOf,
  rowsTyped,
  type Single,
  type Typed,
  textOf,
} from './control.js';
import type { Errors } from './texts.js';

const COLUMNS = ['field', 'operator', 'value'] as const;
const ROWS = 'rows';
/** The question for a new row. */
const NEW = 'newField';

/** A condition as it stands in the controls below. */
export function conditionTyped(source: string | undefined, form: FormDefinition): Typed {
  if (source === undefined) return { mode: 'rows', join: 'all' };
  const read = feelToRows(source, form);
  if (!read) return { mode: 'formula', join: 'all', formula: source };
  return {
    mode: 'rows',
    join: read.join,
    formula: source,
    ...rowsTyped(
      ROWS,
      COLUMNS,
      read.rows.map((row) => ({ ...row })),
    ),
  };
}

interface Builder {
  t: Translator;
  form: FormDefinition;
  /** What the condition may look at. */
  questions: readonly Question[];
  /** What is asked under the condition, where only what is asked before it can be looked at. */
  place?: 'page' | 'field';
}

/** Rows of question, comparison and value; the formula stays for what rows cannot say. */
export function conditionControls({ t, form, questions, place }: Builder, typed: Typed): Control[] {
  const rows = rowsOf(typed, ROWS, COLUMNS);
  const builder: Control[] = [
    ...(rows.length > 1
      ? [
          {
            as: 'radio' as const,
            name: 'join',
            label: t('authoring.condition.join'),
            options: (['all', 'any'] as const).map((join) => ({
              value: join,
              label: t(`authoring.condition.join.${join}`),
            })),
          },
        ]
      : [{ as: 'hidden' as const, name: 'join' }]),
    {
      as: 'rows',
      name: ROWS,
      label: t('authoring.condition.rows'),
      columns: COLUMNS,
      fixedOrder: true,
      row: (index) => {
        const field = questionIn(form, rows[index]?.field ?? '');
        return {
          title: field ? t('authoring.condition.whose', { label: localize(field.label, 'ja') }) : '?',
          controls: field ? rowControls(t, field) : [{ as: 'hidden', name: 'field' }],
        };
      },
    },
    {
      as: 'select',
      name: NEW,
      label: t('authoring.condition.addFor'),
      hint:
        questions.length === 0
          ? t(place ? `editor.condition.none.${place}` : 'editor.condition.none')
          : t(place ? `editor.condition.before.${place}` : 'authoring.condition.addHint'),
      // A fee does not go by the way on which somebody comes.
      options: [...questions, ...(place ? [CHANNEL_QUESTION] : [])].map(({ id, label }) => ({
        value: id,
        label: localize(label, 'ja'),
      })),
    },
    { as: 'button', label: t('authoring.condition.add'), value: 'row' },
  ];
  const isFormula = textOf(typed, 'mode') === 'formula';
  return [
    { as: 'chosen', by: 'mode', is: ['rows'], controls: builder },
    {
      as: 'more',
      label: t('authoring.condition.asFormula'),
      open: isFormula,
      controls: [
        {
          as: 'radio',
          name: 'mode',
          label: t('authoring.condition.mode'),
          options: (['rows', 'formula'] as const).map((mode) => ({
            value: mode,
            label: t(`authoring.condition.mode.${mode}`),
          })),
        },
        {
          as: 'chosen',
          by: 'mode',
          is: ['formula'],
          label: t('editor.chosen', { answer: t('authoring.condition.mode.formula') }),
          controls: [
            {
              as: 'area',
              name: 'formula',
              rows: 2,
              label: t('authoring.condition.formulaLabel'),
              hint: t('authoring.condition.formulaHint', { names: namesWords(questions) }),
              required: true,
            },
          ],
        },
      ],
    },
  ];
}

const ORDERED: ReadonlySet<string> = new Set(['less', 'atMost', 'more', 'atLeast']);

function rowControls(t: Translator, field: Question): (Single | ChosenInRow)[] {
  const shape = shapeOf(field);
  const operators = operatorsOf(field).map((operator) => ({
    value: operator,
    label:
      shape === 'date' && ORDERED.has(operator)
        ? t(`authoring.operator.date.${operator as 'less' | 'atMost' | 'more' | 'atLeast'}`)
        : t(`authoring.operator.${operator}`),
  }));
  const operator: Single = {
    as: 'select',
    name: 'operator',
    label: t('authoring.condition.operator'),
    options: operators,
    empty: null,
    required: true,
  };
  const label = t('authoring.condition.value');
  const value: Single =
    shape === 'boolean' || shape === 'other'
      ? { as: 'hidden', name: 'value' }
      : field.kind === 'choice' || field.kind === 'choices'
        ? {
            as: 'select',
            name: 'value',
            label,
            required: true,
            options: field.options.map((option) => ({
              value: option.value,
              label: localize(option.label, 'ja'),
            })),
          }
        : {
            as: 'text',
            name: 'value',
            label,
            required: true,
            width: '10',
            ...(shape === 'date' && { hint: t('authoring.condition.dateHint') }),
            ...((shape === 'number' || shape === 'count') && { numeric: true }),
          };
  const needing = operatorsOf(field).filter(needsValue);
  const isAlways = value.as === 'hidden' || needing.length === operators.length;
  return [
    { as: 'hidden', name: 'field' },
    operator,
    isAlways ? value : { as: 'chosen', by: 'operator', is: needing, controls: [value] },
  ];
}

/** A button of the builder: another row for the chosen question. */
export function actOnCondition(form: FormDefinition, typed: Typed, action: string): Typed | null {
  if (action === 'mode') return typed;
  if (action !== 'row') return null;
  const field = questionIn(form, textOf(typed, NEW));
  if (!field) return typed;
  const [first = 'is'] = operatorsOf(field);
  const rows = [...rowsOf(typed, ROWS, COLUMNS), { field: field.id, operator: first, value: '' }];
  return { ...typed, ...rowsTyped(ROWS, COLUMNS, rows), [NEW]: '', mode: 'rows' };
}

const isOperator = (text: string): text is Operator => OPERATORS.some((one) => one === text);

/**
 * The condition that was typed, as FEEL; undefined when there is none. A question that was chosen without pressing the
 * button is told, so that no row is lost.
 */
export function readCondition(
  { t, form }: Pick<Builder, 't' | 'form'>,
  typed: Typed,
  errors: Errors,
): string | undefined {
  if (textOf(typed, 'mode') === 'formula') {
    return textOf(typed, 'formula').replaceAll(/\s*\r?\n\s*/g, ' ') || undefined;
  }
  if (textOf(typed, NEW) !== '') errors.add(NEW, t('authoring.condition.pressAdd'));
  const rows = rowsOf(typed, ROWS, COLUMNS).map((row) => ({
    field: row.field,
    operator: isOperator(row.operator) ? row.operator : ('is' as const),
    value: normalized(row.value),
  }));
  rows.forEach((row, index) => {
    const fault = rowFault(row, form);
    if (fault)
      errors.add(
        `${ROWS}.${index}.${fault === 'wrongOperator' ? 'operator' : 'value'}`,
        t(`authoring.condition.fault.${fault}`),
      );
  });
  if (rows.length === 0 || errors.any) return undefined;
  const condition: ConditionRows = { join: textOf(typed, 'join') === 'any' ? 'any' : 'all', rows };
  const source = rowsToFeel(condition, form);
  // As it was written, when it says the same.
  const before = textOf(typed, 'formula');
  const rowsBefore = before === '' ? null : feelToRows(before, form);
  return rowsBefore && rowsToFeel(rowsBefore, form) === source ? before : source;
}

/** きょう and full-width digits are as good as today and 18. */
function normalized(value: string): string {
  const plain = value.normalize('NFKC').trim();
  if (/^(今日|きょう|本日|申請日|today)$/.test(plain)) return 'today';
  const [, year, month, day] = /^(\d{4})[年/.-](\d{1,2})[月/.-](\d{1,2})日?$/.exec(plain) ?? [];
  if (year && month && day) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain : value.trim();
}
