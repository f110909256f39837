import { describe, expect, it } from 'vitest';
import { isTyped } from '#forms/fields/field.js';
import { fieldType } from '#forms/fields/registry.js';
import { journey, reachablePage } from '#forms/journey.js';
import { ASKED, readPage } from '#forms/page-reading.js';
import { answerProblems } from '#forms/submission.js';
import { FormPage } from '#forms/views/form-page.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { typedPage } from './fixtures.js';
import { everyForm, turnsOf, WALK_DAY } from './walk.fixture.js';

const TODAY = WALK_DAY;
const forms = await everyForm();
const t = translatorFor('ja');

describe.each(forms)('$name', ({ form }) => {
  const turns = turnsOf(form);
  const ways = turns.map((answers) => journey(form, answers, { today: TODAY }));

  it('can be finished whatever is chosen, and every question can be come to', () => {
    for (const way of ways) {
      expect(way.canSubmit, JSON.stringify(way.current?.id)).toBe(true);
      expect(answerProblems(form, way.relevant, { today: TODAY })).toEqual([]);
    }
    const seen = new Set(
      ways.flatMap(({ pages }) => pages.flatMap(({ fields }) => fields.map((field) => field.id))),
    );
    const never = form.pages.flatMap(({ fields }) => fields.filter((field) => !seen.has(field.id)));
    expect(never.map((field) => field.id)).toEqual([]);
  });

  it('reads its pages as they are typed, and gives blank ones back with an error beside each question', () => {
    for (const [turn, way] of ways.entries()) {
      const answers = turns[turn] ?? {};
      for (const { id: pageId, fields } of way.pages) {
        const sent = readPage(form, pageId, typedPage(fields, answers), answers, { today: TODAY });
        expect(sent.errors).toEqual({});
        expect(sent.isComplete).toBe(true);

        const blank = new FormData();
        for (const field of fields) blank.append(ASKED, field.id);
        const again = readPage(form, pageId, blank, answers, { today: TODAY });
        const needed = fields.filter((field) => isTyped(field) && !field.optional && !field.show);
        for (const field of needed) expect(Object.keys(again.errors), pageId).toContain(field.id);
        const page = reachablePage(way, pageId);
        if (!page) throw new Error(`page ${pageId} is on the way`);
        const markup = String(
          <FormPage t={t} page={page} total={way.total} raw={again.raw} errors={again.errors} action="/" />,
        );
        for (const field of needed) {
          const control = fieldType(field).controlId?.(field, '') ?? field.id;
          expect(markup, field.id).toContain(`id="${control}"`);
        }
      }
    }
  });

  it('keeps what was typed wrongly', () => {
    const [way] = ways;
    for (const { id: pageId, fields } of way?.pages ?? []) {
      const odd = new FormData();
      for (const field of fields) {
        odd.append(ASKED, field.id);
        if (!isTyped(field)) continue;
        const { parts } = fieldType(field);
        for (const part of parts) odd.append(part === '' ? field.id : `${field.id}.${part}`, '☂'.repeat(3));
      }
      const { raw, errors } = readPage(form, pageId, odd, {}, { today: TODAY });
      for (const field of fields.filter(isTyped)) {
        const kept = Object.values(raw[field.id] ?? {}).flat();
        expect(kept.length === 0 || kept.includes('☂☂☂'), field.id).toBe(true);
      }
      const strict = fields.filter(({ kind }) =>
        ['date', 'phone', 'number', 'yen', 'email', 'choice'].includes(kind),
      );
      for (const field of strict) if (raw[field.id]) expect(Object.keys(errors)).toContain(field.id);
    }
  });
});
