import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testsAtOnce } from '#forms/conditions/at-once.js';
import type { FormPageDefinition } from '#forms/definition.js';
import { isQuestion } from '#forms/fields/field.js';
import { ASKED, readPage } from '#forms/page-reading.js';
import { settle } from '#ui/reveal/control-test.js';
import { everyForm, WALK_DAY } from './walk.fixture.js';

const pages = (await everyForm()).flatMap(({ name, form }) =>
  form.pages.filter((page) => testsAtOnce(page).size > 0).map((page) => ({ name, form, page })),
);

/** What can be sent for the questions of a page that are chosen, not typed. */
const chosenOn = (page: FormPageDefinition) =>
  fc.record(
    Object.fromEntries(
      page.fields.filter(isQuestion).flatMap((field) => {
        if (field.kind === 'choice')
          return [[field.id, fc.constantFrom<string[]>([], ...field.options.map((one) => [one.value]))]];
        if (field.kind === 'choices')
          return [[field.id, fc.subarray(field.options.map((option) => option.value))]];
        if (field.kind === 'yesNo') return [[field.id, fc.constantFrom<string[]>([], ['true'], ['false'])]];
        return field.kind === 'consent' ? [[field.id, fc.constantFrom<string[]>([], ['true'])]] : [];
      }),
    ),
  );

it('most questions of the shipped forms that depend on their own page come up at once', () => {
  expect(pages.reduce((sum, { page }) => sum + testsAtOnce(page).size, 0)).toBeGreaterThan(40);
});

it.each(pages)(
  '$name, $page.id: the page shows what the server asks, whatever is chosen',
  ({ form, page }) => {
    const tests = [...testsAtOnce(page)];
    fc.assert(
      fc.property(chosenOn(page), (sent) => {
        const body = new URLSearchParams(page.fields.map(({ id }) => [ASKED, id]));
        for (const [name, values] of Object.entries(sent)) for (const one of values) body.append(name, one);
        const asked = readPage(form, page.id, body, {}, { today: WALK_DAY }).fields;
        const wanted = settle(
          tests.map(([id, test]) => ({ test, names: [id] })),
          (name) => sent[name] ?? [],
        );
        expect(tests.filter((_, index) => wanted[index]).map(([id]) => id)).toEqual(
          tests.map(([id]) => id).filter((id) => asked.some((field) => field.id === id)),
        );
      }),
      { numRuns: 100 },
    );
  },
);
