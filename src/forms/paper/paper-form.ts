import { createHash } from 'node:crypto';
import type { PdfDocument } from '#kernel/documents/document.js';
import { qrSvg } from '#kernel/documents/qr.js';
import { localize } from '#kernel/i18n/locales.js';
import { type Translator, translatorFor } from '#kernel/i18n/translate.js';
import type { Answers } from '../answers.js';
import type { Facts } from '../compile.js';
import type { FormDefinition } from '../definition.js';
import { type Field, isQuestion } from '../fields/field.js';
import { journey } from '../journey.js';
import { rawAnswers } from '../page-reading.js';
import { type SheetCode, sheetCode, sheetIdText } from './code.js';
import { conditionWords } from './condition-words.js';
import { boxMark, type Mark, textMark } from './drawing.js';
import { MARK, MARKS, type PaperPositions, QR } from './geometry.js';
import { headMarks, officeMarks } from './head-and-tail.js';
import { paperType } from './kinds.js';
import { type LaidOut, layOut } from './layout.js';
import { rowOf, small, words } from './parts.js';
import { readingFirst } from './reading-first.js';
import type { Block, Section } from './set-rows.js';

/** What stands on a paper form besides its questions; all of it in Japanese. */
export interface PaperFrame {
  /** 様式第3号（第5条関係）, or its number among the forms of the municipality. */
  number: string | number;
  title: string;
  /** To whom it is addressed: 奈良市長. */
  head: string;
  city: string;
  office: { name: string; phone: string };
  /** Small print at the end: fee, papers to add, law, purpose. */
  facts: readonly { heading: string; text: string }[];
  hasFee: boolean;
}

export interface PaperLayout extends LaidOut {
  /** Of the positions: the same for the same places. */
  digest: string;
}

/** The answers that are printed into a form, and what else decides which questions they lead to. */
export interface FilledIn extends Facts {
  answers: Answers;
  today: Temporal.PlainDate;
}

/** Sets a form: empty, with all of its questions, or filled with the questions that these answers lead to. */
export function paperLayout(
  form: FormDefinition,
  frame: PaperFrame,
  filled: FilledIn | null = null,
): PaperLayout {
  const t = translatorFor('ja');
  const sections = filled ? filledSections(form, filled, t) : emptySections(form, t);
  const facts: Block = {
    field: null,
    heading: null,
    notes: [],
    rows: frame.facts.map(({ heading, text }) => rowOf(small(`【${heading}】${text}`))),
  };
  const laidOut = layOut(
    headMarks(frame, filled !== null, t),
    [...sections, { title: null, note: null, blocks: [facts] }],
    officeMarks(frame, t),
    t('paperForm.continued'),
  );
  return { ...laidOut, digest: digestOf(laidOut.positions) };
}

const digestOf = (positions: PaperPositions): string =>
  createHash('sha256').update(JSON.stringify(positions)).digest('hex').slice(0, 8).toUpperCase();

function emptySections(form: FormDefinition, t: Translator): Section[] {
  return form.pages.map(({ title, show, fields }) => ({
    title: title === undefined ? null : localize(title, t.locale),
    note: show === undefined ? null : conditionWords(show, form, t),
    blocks: readingFirst(fields).flatMap((field) => blockOf(form, field, {}, t)),
  }));
}

function filledSections(form: FormDefinition, { answers, ...facts }: FilledIn, t: Translator): Section[] {
  const way = journey(form, answers, facts);
  return way.pages.map(({ page, fields }) => {
    const raw = rawAnswers(form, fields, way.relevant);
    return {
      title: page.title === undefined ? null : localize(page.title, t.locale),
      note: null,
      blocks: readingFirst(fields).flatMap((field) => blockOf(form, field, raw[field.id] ?? {}, t, true)),
    };
  });
}

function blockOf(
  form: FormDefinition,
  field: Field,
  raw: Parameters<ReturnType<typeof paperType>>[0]['raw'],
  t: Translator,
  isFilled = false,
): Block[] {
  const { rows, heading } = paperType(field)({ field, raw, t });
  if (rows.length === 0) return [];
  if (!isQuestion(field)) {
    const condition = field.show && !isFilled ? conditionWords(field.show, form, t) : null;
    const only = condition ? [rowOf(words(condition))] : [];
    return [{ field: null, heading: null, notes: [], rows: [...only, ...rows] }];
  }
  const help = field.help && localize(field.help, t.locale);
  return [
    {
      field: field.id,
      heading: heading === undefined ? localize(field.label, t.locale) : heading,
      notes: isFilled
        ? []
        : [
            ...(field.show ? [conditionWords(field.show, form, t) ?? []].flat() : []),
            ...(field.optional ? [t('paperForm.optional')] : []),
            ...(help ? [help] : []),
          ],
      rows,
    },
  ];
}

interface DocumentFacts {
  author: string;
  date: Temporal.PlainDate;
}

/** The sheet as a document: every page with its marks and its code. */
export async function paperDocument(
  layout: PaperLayout,
  frame: PaperFrame,
  code: Omit<SheetCode, 'page' | 'pages' | 'layout'>,
  meta: DocumentFacts,
): Promise<PdfDocument> {
  const t = translatorFor('ja');
  const pages = layout.pages.length;
  const codes = layout.pages.map((_, index) =>
    sheetCode({ ...code, page: index + 1, pages, layout: layout.digest }),
  );
  const svgs = await Promise.all(codes.map((text) => qrSvg(text)));
  return {
    template: new URL('./paper-form.typ', import.meta.url),
    data: {
      pages: layout.pages.map((marks, index) => [
        ...marks,
        ...cornerMarks(),
        { as: 'image', x: QR.x, y: QR.y, width: QR.size, height: QR.size, name: `qr-${index + 1}.svg` },
        ...footMarks(frame, [t('paperForm.noteInk'), t('paperForm.noteMarks')], `${index + 1} / ${pages}`, t),
        textMark(
          { x: 18, y: 281, width: 60, height: 4.4 },
          t('paperForm.sheet', { sheet: sheetIdText(code.sheet) }),
          7,
        ),
      ]),
    },
    files: Object.fromEntries(svgs.map((svg, index) => [`qr-${index + 1}.svg`, svg])),
    meta: { title: frame.title, ...meta },
    missingGlyph: 'mark',
  };
}

/** A copy of a filled sheet for people: nothing reads it, so it has neither marks nor code nor number, and says so. */
export function copyDocument(layout: PaperLayout, frame: PaperFrame, meta: DocumentFacts): PdfDocument {
  const t = translatorFor('ja');
  const pages = layout.pages.length;
  return {
    template: new URL('./paper-form.typ', import.meta.url),
    data: {
      pages: layout.pages.map((marks, index) => [
        ...marks,
        ...footMarks(frame, [t('paperForm.noteCopy')], `${index + 1} / ${pages}`, t),
      ]),
    },
    meta: { title: frame.title, ...meta },
    missingGlyph: 'mark',
  };
}

const cornerMarks = (): Mark[] => MARKS.map((at) => boxMark({ ...at, width: MARK, height: MARK }, 'solid'));

const FOOT = { x: 18, width: 146, height: 4.4 } as const;

function footMarks(
  { city, office }: PaperFrame,
  notes: readonly string[],
  page: string,
  t: Translator,
): Mark[] {
  const line = (y: number, text: string, size = 7) => textMark({ ...FOOT, y }, text, size);
  return [
    ...notes.map((note, index) => line(262.5 + index * 4, `※ ${note}`)),
    line(272, t('paperForm.contact', { city, unit: office.name, phone: office.phone }), 8),
    textMark({ x: 85, y: 281, width: 40, height: 4.4 }, page, 9, { align: 'center' }),
  ];
}
