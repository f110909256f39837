import { z } from 'zod';
import { PageId } from '#forms/definition.js';
import { FieldId, Option, ReuseKey } from '#forms/fields/base.js';
import { LocalizedText } from '#kernel/i18n/locales.js';

/*
 * The guided counter (かんたん窓口) as data: what is asked about an event in life, and what follows from the answers.
 * A guide under catalog/common/counter/guides is used by every municipality that has a counter.yaml; that file says
 * which of its units does the work of each section, and may leave out, change or add items.
 */

const Slug = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'lower-case letters, digits and hyphens');

const Condition = z.string().trim().min(1).describe('FEEL over the questions of the guide and `today`');

/** ISO 8601: P14D, P3M, P2Y. */
const Within = z.string().regex(/^P(?:\d{1,3}D|\d{1,3}M|\d{1,2}Y)$/, 'a period such as P14D, P3M or P2Y');

const GuideQuestion = z
  .strictObject({
    id: FieldId,
    ask: LocalizedText,
    help: LocalizedText.optional(),
    kind: z.enum(['yesNo', 'choice', 'choices', 'date']).default('yesNo'),
    options: z.array(Option).min(2).max(12).optional().describe('Of choice and choices'),
    show: Condition.optional().describe(
      'Asked only when this is true; may look at this page and earlier ones',
    ),
  })
  .refine(({ kind, options }) => (kind === 'choice' || kind === 'choices') === (options !== undefined), {
    path: ['options'],
    message: 'choice and choices have options, other kinds have none',
  });

const GuidePage = z.strictObject({
  id: PageId,
  title: LocalizedText,
  show: Condition.optional(),
  questions: z.array(GuideQuestion).min(1).max(12),
});

/** By when it has to be done, and which law says so. */
const Deadline = z.strictObject({
  text: LocalizedText.describe('14日以内'),
  law: z.string().min(1).describe('Law and article: 国民健康保険法施行規則第12条'),
  within: Within.optional().describe('Counted from the answer to `from`'),
  from: FieldId.optional().describe('Question of kind date that names the day of the event'),
  isFirstDayCounted: z
    .boolean()
    .default(false)
    .describe('The day of the event is the first one (戸籍法第43条); else the day after (民法第140条)'),
});
export type Deadline = z.infer<typeof Deadline>;

/** A place that is not the municipality's: the bank, the pension office. */
const Elsewhere = z.strictObject({
  name: LocalizedText,
  phone: z.string().optional(),
  url: z.url().optional(),
});

const Fill = z.string().trim().min(1).describe('FEEL over the questions of the guide and `today`');

const item = {
  id: Slug,
  title: LocalizedText.describe('Shown where the procedure is not offered here as a form'),
  procedure: Slug.optional().describe(
    'Its form is filled by the interview, where the municipality offers it',
  ),
  fills: z
    .record(FieldId, Fill)
    .optional()
    .describe('Questions of the procedure that the answers to the guide answer: they are not asked again'),
  when: Condition.optional().describe('Always when absent'),
  why: LocalizedText.describe('The reason in words, so that a person can see that it concerns them'),
  section: Slug.optional().describe('Of sections.yaml: whose work it is'),
  elsewhere: Elsewhere.optional().describe('Where to go when it is not the municipality’s affair'),
  bring: z.array(LocalizedText).max(12).default([]),
  deadline: Deadline.optional(),
  note: LocalizedText.optional(),
};

const isOneOf = (section: unknown, elsewhere: unknown) =>
  (section === undefined) !== (elsewhere === undefined);

export const GuideItem = z
  .strictObject(item)
  .refine(({ section, elsewhere }) => isOneOf(section, elsewhere), {
    path: ['section'],
    message: 'either a section or a place elsewhere',
  });
export type GuideItem = z.infer<typeof GuideItem>;

/** What is asked once of the person who comes, as the identity calls it. */
export const OF_IDENTITY = ['name', 'kana', 'birthDate', 'address', 'phone', 'email'] as const;

const Asks = z
  .strictObject({
    label: LocalizedText.optional(),
    help: LocalizedText.optional(),
    also: z
      .array(ReuseKey)
      .max(12)
      .default([])
      .describe('`reuse` keys under which the same is asked: the address is the new address'),
  })
  .refine(({ label, help, also }) => label !== undefined || help !== undefined || also.length > 0, {
    message: 'words of its own, or keys under which the same is asked',
  });

export const Guide = z.strictObject({
  id: Slug,
  title: LocalizedText,
  summary: LocalizedText,
  icon: z.enum(['moving', 'birth', 'bereavement', 'marriage', 'work', 'care', 'office']).default('office'),
  order: z.int().min(0).default(100).describe('Among the events'),
  hasDesk: z
    .boolean()
    .default(false)
    .describe('A desk receives the family and hands every section its task (おくやみコーナー)'),
  booklet: z
    .strictObject({ title: LocalizedText, opening: LocalizedText })
    .optional()
    .describe('Title and first words of the printed guide'),
  fills: z
    .record(FieldId, Fill)
    .default({})
    .describe('The same for every procedure that has a question under this `reuse` key'),
  asks: z
    .record(ReuseKey, Asks)
    .default({})
    .describe(
      'How what is asked once is put here: name, kana, birthDate, address, phone, email of who comes, or a `reuse` key',
    ),
  pages: z.array(GuidePage).min(1).max(20),
  items: z.array(GuideItem).min(1).max(100),
});
export type Guide = z.infer<typeof Guide>;

/** common/counter/sections.yaml */
export const Sections = z.array(z.strictObject({ id: Slug, name: LocalizedText })).min(1);
export type Sections = z.infer<typeof Sections>;

const ItemChange = z.strictObject({
  title: LocalizedText.optional(),
  procedure: Slug.optional(),
  fills: z.record(FieldId, Fill).optional(),
  section: Slug.optional(),
  bring: z.array(LocalizedText).max(12).optional(),
  deadline: Deadline.optional(),
  note: LocalizedText.optional(),
});

/** counter.yaml of a municipality. */
export const CounterSettings = z.strictObject({
  desk: Slug.describe('Unit that receives people and sees every task'),
  sections: z.record(Slug, Slug).describe('Unit that does the work of each section; `default` for the rest'),
  guides: z
    .record(
      Slug,
      z.strictObject({
        without: z.array(Slug).default([]).describe('Items that do not exist here'),
        change: z.record(Slug, ItemChange).default({}).describe('By item'),
        more: z.array(GuideItem).default([]),
      }),
    )
    .default({})
    .describe('What is different here, by shared guide'),
  left: z.array(Slug).default([]).describe('Shared guides that are not used here'),
  bulkyWaste: z.string().min(1).default('大型ごみ').describe('What it is called here: 粗大ごみ, 大型ごみ'),
});
export type CounterSettings = z.infer<typeof CounterSettings>;
