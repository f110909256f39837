import { dateIn } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import { Procedure } from './definition.js';
import { type Case, dueDate } from './model.js';

/** A procedure that nobody offers, for a template that no procedure of the municipality uses. */
const stand = (template: string, unit: string): Procedure =>
  Procedure.parse({
    id: 'sample',
    version: 1,
    title: '見本の手続',
    summary: '様式を確かめるための手続です。',
    lifeEvents: ['living'],
    audience: 'both',
    unit,
    eligibility: 'だれでも',
    assuranceLevel: 'low',
    ways: [{ channel: 'online', text: 'このページから' }],
    standardProcessingDays: 5,
    form: {
      pages: [
        { id: 'one', fields: [{ id: 'use', kind: 'text', label: '使いみち', sensitivity: 'ordinary' }] },
      ],
    },
    declaration: '内容に誤りはありません。',
    output:
      template === 'letter'
        ? {
            kind: 'letter',
            title: '通知書',
            template,
            text: '申請のあったことについて、次のとおり通知します。',
          }
        : { kind: 'certificate', title: '証明書', template, fields: ['use'] },
    retention: { years: 5 },
  });

/** A case with made-up content, to look at a template without anybody's data. */
export function sampleCase(
  context: Context,
  template: string,
  user: { procedure: Procedure; version: string } | undefined,
): { found: Case; procedure: Procedure } {
  const procedure = user?.procedure ?? stand(template, context.municipality.units[0]?.id ?? 'office');
  const now = context.clock.now();
  const asked = procedure.form.pages.flatMap((page) =>
    page.fields.flatMap((field) =>
      field.kind === 'statement' || field.kind === 'consent'
        ? []
        : [
            {
              page: page.id,
              pageTitle: null,
              field: field.id,
              kind: field.kind,
              question: typeof field.label === 'string' ? field.label : field.label.ja,
              detail: null,
              locale: 'ja' as const,
              sensitivity: field.sensitivity,
              answer: '（見本）',
              raw: null,
            },
          ],
    ),
  );
  const found: Case = {
    id: '00000000-0000-7000-8000-000000000000',
    number: 'K7M349XRT' as ReferenceNumber,
    procedure: procedure.id,
    version: user?.version ?? '1',
    channel: 'online',
    unit: procedure.unit,
    applicant: null,
    applicantName: '見本 花子',
    state: 'approved',
    phase: 'working',
    revision: 1,
    assignee: null,
    stepsDone: 0,
    awaitedParts: 0,
    delivery: 'myPage',
    fee: 0,
    feeReceipt: null,
    submittedAt: now,
    dueOn: dueDate(dateIn(now), procedure.standardProcessingDays),
    stoppedOn: null,
    stoppedDays: 0,
    decidedOn: null,
    updatedAt: now,
    content: {
      person: {
        name: '見本 花子',
        kana: 'ミホン ハナコ',
        birthDate: '1990-05-01',
        address: '〒000-0000 見本県見本市見本町1-2-3 見本マンション405',
      },
      locale: 'ja',
      asked,
      askedInJapanese: null,
      answers: {},
      declaration: '',
      refusal: null,
    },
  };
  return { found, procedure };
}
