import type { LocalizedText } from '#kernel/i18n/locales.js';
import {
  AssuranceLevel,
  Channel,
  EVENT_WORDS,
  kindOf,
  LIFE_EVENTS,
  PROCEDURE_KINDS,
} from '#modules/procedure/api.js';
import type { DraftDocument } from '../model.js';
import {
  type Control,
  inOldOrder,
  linesOf,
  listOf,
  type Part,
  rowsOf,
  rowsTyped,
  textOf,
} from './control.js';
import { carried, Errors, fromCarried, ja, typedText, wholeNumber } from './texts.js';
import { wordsOf } from './words.js';

const PREPARE = ['text', 'was'] as const;
const WAYS = ['channel', 'text', 'was'] as const;
const LAWS = ['law', 'article'] as const;
/** Ways that people read about; programs come in by the API whatever the page says. */
const SHOWN_CHANNELS = Channel.options.filter((channel) => channel !== 'bulk');
/** Letters of 様式第3号（第5条関係）. */
const MOST_NUMBER = 60;
const AUDIENCES = ['resident', 'business', 'both'] as const;

/** What the start page says: name, who may apply, how, how long. */
export const general: Part = {
  title: ({ t }) => t('authoring.general.title'),
  lead: ({ t }) => t('authoring.general.lead'),
  typed: ({ document }) => ({
    title: ja(document.title),
    summary: ja(document.summary),
    eligibility: ja(document.eligibility),
    kind: kindOf(document),
    declaration: ja(document.declaration),
    keywords: (document.keywords ?? []).join('\n'),
    lifeEvents: [...(document.lifeEvents ?? [])],
    audience: document.audience ?? '',
    assuranceLevel: document.assuranceLevel ?? '',
    unit: document.unit ?? '',
    paperNumber: document.paper?.number ?? '',
    days: document.standardProcessingDays === undefined ? '' : String(document.standardProcessingDays),
    ...rowsTyped(
      'prepare',
      PREPARE,
      (document.prepare ?? []).map((text) => ({ text: ja(text), was: carried(text) })),
    ),
    ...rowsTyped(
      'ways',
      WAYS,
      (document.ways ?? []).map(({ channel, text }) => ({ channel, text: ja(text), was: carried(text) })),
    ),
    ...rowsTyped(
      'laws',
      LAWS,
      (document.legalBasis ?? []).map(({ law, article }) => ({ law, article: article ?? '' })),
    ),
  }),
  controls: ({ t, units }): Control[] => [
    {
      as: 'text',
      name: 'title',
      label: t('authoring.general.name'),
      hint: t('authoring.general.nameHint'),
      required: true,
    },
    {
      as: 'area',
      name: 'summary',
      rows: 3,
      label: t('authoring.general.summary'),
      hint: t('authoring.general.summaryHint'),
      required: true,
    },
    {
      as: 'area',
      name: 'eligibility',
      rows: 2,
      label: t('authoring.general.eligibility'),
      hint: t('authoring.general.eligibilityHint'),
      required: true,
    },
    {
      as: 'radio',
      name: 'kind',
      label: t('editor.general.kind'),
      required: true,
      options: PROCEDURE_KINDS.map((value) => ({
        value,
        label: t(`authoring.value.procedureKind.${value}`),
        hint: t(`editor.general.kind.${value}`),
      })),
    },
    {
      as: 'radio',
      name: 'audience',
      label: t('authoring.general.audience'),
      required: true,
      options: AUDIENCES.map((value) => ({ value, label: t(`authoring.general.audience.${value}`) })),
    },
    {
      as: 'radio',
      name: 'assuranceLevel',
      label: t('authoring.general.assurance'),
      hint: t('authoring.general.assuranceHint'),
      required: true,
      options: AssuranceLevel.options.map((value) => ({
        value,
        label: t(`authoring.general.assurance.${value}`),
      })),
    },
    {
      as: 'select',
      name: 'unit',
      label: t('authoring.general.unit'),
      required: true,
      options: units.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      as: 'text',
      name: 'days',
      width: '5',
      numeric: true,
      suffix: t('authoring.general.daysUnit'),
      label: t('authoring.general.days'),
      hint: t('authoring.general.daysHint'),
      required: true,
    },
    {
      as: 'checks',
      name: 'lifeEvents',
      label: t('authoring.general.lifeEvents'),
      hint: t('authoring.general.lifeEventsHint'),
      required: true,
      options: LIFE_EVENTS.map((value) => ({ value, label: t(EVENT_WORDS[value]) })),
    },
    {
      as: 'rows',
      name: 'prepare',
      label: t('authoring.general.prepare'),
      hint: t('authoring.general.prepareHint'),
      columns: PREPARE,
      add: t('authoring.general.prepareAdd'),
      row: (index) => ({
        title: t('authoring.rows.nth', { n: index + 1 }),
        controls: [
          { as: 'text', name: 'text', label: t('authoring.general.prepareOne'), required: true },
          { as: 'hidden', name: 'was' },
        ],
      }),
    },
    {
      as: 'rows',
      name: 'ways',
      label: t('authoring.general.ways'),
      hint: t('authoring.general.waysHint'),
      columns: WAYS,
      add: t('authoring.general.waysAdd'),
      row: (index) => ({
        title: t('authoring.rows.nth', { n: index + 1 }),
        controls: [
          {
            as: 'select',
            name: 'channel',
            required: true,
            label: t('authoring.general.channel'),
            options: SHOWN_CHANNELS.map((value) => ({
              value,
              label: wordsOf(t, `authoring.channel.${value}`, value),
            })),
          },
          { as: 'text', name: 'text', label: t('authoring.general.wayText'), required: true },
          { as: 'hidden', name: 'was' },
        ],
      }),
    },
    {
      as: 'area',
      name: 'declaration',
      rows: 2,
      label: t('authoring.general.declaration'),
      hint: t('authoring.general.declarationHint'),
      required: true,
    },
    {
      as: 'more',
      label: t('authoring.general.more'),
      controls: [
        {
          as: 'area',
          name: 'keywords',
          rows: 4,
          label: t('authoring.general.keywords'),
          hint: t('authoring.general.keywordsHint'),
        },
        {
          as: 'text',
          name: 'paperNumber',
          label: t('authoring.third.paperNumber'),
          hint: t('authoring.third.paperNumberHint'),
        },
        {
          as: 'rows',
          name: 'laws',
          label: t('authoring.general.laws'),
          columns: LAWS,
          add: t('authoring.general.lawsAdd'),
          row: (index) => ({
            title: t('authoring.rows.nth', { n: index + 1 }),
            controls: [
              { as: 'text', name: 'law', label: t('authoring.general.law'), required: true },
              { as: 'text', name: 'article', label: t('authoring.general.article'), width: '20' },
            ],
          }),
        },
      ],
    },
  ],
  shows: () => ({ kind: 'start' }),
  read: ({ t, document }, typed) => {
    const errors = new Errors(t);
    errors.need(typed, 'title', t('authoring.general.name'));
    errors.choose(typed, 'unit', t('authoring.general.unit'));
    const days = textOf(typed, 'days');
    const wanted = days === '' ? undefined : wholeNumber(days);
    if (wanted === null || (wanted ?? 0) > 365) errors.add('days', t('authoring.general.daysWrong'));
    const ways = rowsOf(typed, 'ways', WAYS).filter(({ channel, text }) => channel !== '' || text !== '');
    ways.forEach(({ channel, text }, index) => {
      if (channel === '') errors.add(`ways.${index}.channel`, t('authoring.general.channelMissing'));
      if (text === '') errors.add(`ways.${index}.text`, t('authoring.general.wayMissing'));
    });
    const paperNumber = textOf(typed, 'paperNumber');
    if (paperNumber.length > MOST_NUMBER) errors.add('paperNumber', t('authoring.third.paperNumberLong'));
    if (errors.any) return { ok: false, errors: errors.found };
    const words = (name: string, before: LocalizedText | undefined) => typedText(typed, name, before);
    const chosen = <Value extends string>(name: string, of: readonly Value[]) =>
      of.find((one) => one === textOf(typed, name));
    const values: Partial<DraftDocument> = {
      title: words('title', document.title),
      summary: words('summary', document.summary),
      eligibility: words('eligibility', document.eligibility),
      declaration: words('declaration', document.declaration),
      keywords: linesOf(typed, 'keywords'),
      lifeEvents: inOldOrder(
        document.lifeEvents,
        LIFE_EVENTS.filter((event) => listOf(typed, 'lifeEvents').includes(event)),
      ),
      // An application is what a definition is that does not say.
      kind: PROCEDURE_KINDS.slice(1).find((one) => one === textOf(typed, 'kind')),
      audience: chosen('audience', AUDIENCES),
      assuranceLevel: chosen('assuranceLevel', AssuranceLevel.options),
      unit: textOf(typed, 'unit'),
      paper: paperNumber === '' ? undefined : { number: paperNumber },
      standardProcessingDays: wanted ?? undefined,
      prepare: rowsOf(typed, 'prepare', PREPARE)
        .filter(({ text }) => text !== '')
        .map(({ text, was }) => fromCarried(text, was)),
      ways: ways.flatMap(({ channel, text, was }) => {
        const known = Channel.options.find((one) => one === channel);
        return known ? [{ channel: known, text: fromCarried(text, was) }] : [];
      }),
      legalBasis: rowsOf(typed, 'laws', LAWS)
        .filter(({ law }) => law !== '')
        .map(({ law, article }) => ({ law, ...(article && { article }) })),
    };
    // What is empty is not written at all: the checks then say what is still missing.
    for (const key of ['lifeEvents', 'ways'] as const) if (values[key]?.length === 0) values[key] = undefined;
    return { ok: true, edits: [{ kind: 'set', values }] };
  },
};
