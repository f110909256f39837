import { expect, test } from 'vitest';
import { formProblems } from '#forms/problems.js';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { localize } from '#kernel/i18n/locales.js';
import { readCommonProcedures } from './catalog.js';
import { withoutAccount } from './without-account.js';

const common = await readCommonProcedures(SHIPPED_CATALOG);
const procedures = [...common.values()].map(({ parsed }) => ({ ...parsed.value, unit: 'civic-affairs' }));
const asking = procedures.flatMap((procedure) => {
  const id = procedure.output.kind === 'none' ? undefined : procedure.output.delivery;
  return id === undefined ? [] : [{ procedure, id }];
});

test('who has no account is not offered a page of their own, and reads why', () => {
  expect(asking.length).toBeGreaterThan(5);
  const offering = asking.filter(({ procedure, id }) => {
    const optionsOf = (one: typeof procedure) => {
      const field = one.form.pages.flatMap(({ fields }) => fields).find((each) => each.id === id);
      return field?.kind === 'choice' ? field : undefined;
    };
    const before = optionsOf(procedure)?.options.map(({ value }) => value) ?? [];
    const changed = withoutAccount(procedure);
    const after = optionsOf(changed);
    expect(formProblems(changed.form), procedure.id).toEqual([]);
    expect(
      after?.options.map(({ value }) => value),
      procedure.id,
    ).toEqual(before.filter((value) => value !== 'myPage'));
    if (!before.includes('myPage')) return false;
    expect(localize(after?.help ?? '', 'ja'), procedure.id).toContain('ログインして申し込んだ人だけ');
    return true;
  });
  expect(offering.length).toBeGreaterThan(3);
});
