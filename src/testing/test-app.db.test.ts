import { expect, test } from 'vitest';
import { systemContext } from '#kernel/context.js';
import { append, type NewEntry } from '#kernel/journal/journal.js';
import { type TestApp, testApp } from './test-app.js';

const journalled = ({ kernel }: TestApp, entry: NewEntry) => {
  const [municipality] = kernel.municipalities.all;
  if (!municipality) throw new Error('the catalogue has municipalities');
  return kernel.database.transaction(municipality.code, (tx) =>
    append(tx, systemContext(municipality, 'test', kernel.clock), entry),
  );
};

test('a test that journalled an attribute which its module does not declare fails at its end', async () => {
  const app = await testApp();
  await journalled(app, { type: 'identity.signedIn', subject: 'resident/a', data: { audience: 'citizen' } });
  await journalled(app, { type: 'test.done', subject: 'thing/a', data: { anything: 1 } });
  await journalled(app, { type: 'case.submitted', subject: 'case/a', data: { chanel: 'online' } });
  await expect(app.stop()).rejects.toThrow(/in its entries: case\.submitted chanel$/);
});
