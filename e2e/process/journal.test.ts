import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { binaries, root } from '../../scripts/prepare.js';
import { behindItsBack } from '../harness/embedded.ts';
import { runCommand, temporaryFolder } from '../harness/product.ts';

const KILLED_AFTER = [1, 40, 111, 300];

let DATA_DIR: string;
let remove: () => Promise<void>;
beforeAll(async () => {
  const [folder, removeFolder] = await temporaryFolder();
  DATA_DIR = join(folder, 'data');
  remove = removeFolder;
  expect(await runCommand(['migrate'], { DATA_DIR })).toMatchObject({ code: 0 });
});
afterAll(() => remove());

/** Lets the writer run until so many entries are acknowledged, then kills it; the last position it was told. */
async function writeAndKill(count: number): Promise<number> {
  const writer = spawn(join(binaries, 'node'), [join(root, 'e2e/harness/writer.ts'), DATA_DIR], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(writer, 'close');
  let last = 0;
  let told = 0;
  for await (const line of createInterface({ input: writer.stdout })) {
    last = Number(line);
    told += 1;
    if (told === count) writer.kill('SIGKILL');
  }
  await ended;
  expect(told).toBeGreaterThanOrEqual(count);
  return last;
}

const entries = () =>
  behindItsBack(DATA_DIR, async (pglite) => {
    const { rows } = await pglite.query<{ position: number; id: string }>(
      "SELECT position::int, id FROM journal_entry WHERE tenant = '292010' ORDER BY position",
    );
    return rows;
  });

describe('kill -9 in the middle of writes', () => {
  test.each(KILLED_AFTER)('after %i acknowledged entries loses none, and verify passes', async (count) => {
    const last = await writeAndKill(count);
    const verified = await runCommand(['verify'], { DATA_DIR });
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    const positions = (await entries()).map(({ position }) => position);
    expect(positions.length).toBeGreaterThanOrEqual(last);
    expect(positions).toEqual(positions.map((_, index) => index + 1));
    expect(verified.stdout).toContain(`nara-city: ${positions.length} entries fit`);
  });
});

describe('yakuba verify', () => {
  const CHANGES = [
    ['one byte of the data', `data = jsonb_set(data, '{number}', '7')`],
    ['one letter of the subject', `subject = 'thong' || substr(subject, 6)`],
    ['the actor', `actor = 'system/nobody'`],
    ['a millisecond of the time', `at = at + interval '1 millisecond'`],
  ] as const;

  test.each(CHANGES)('names the entry when %s was changed behind its back', async (_, change) => {
    const all = await entries();
    const victim = all[Math.floor(all.length / 2)];
    expect(victim).toBeDefined();
    const undo = `${victim?.position}`;
    await behindItsBack(DATA_DIR, (pglite) =>
      pglite.exec(`
        CREATE TABLE kept AS SELECT * FROM journal_entry WHERE tenant = '292010' AND position = ${undo};
        ALTER TABLE journal_entry DISABLE TRIGGER USER;
        UPDATE journal_entry SET ${change} WHERE tenant = '292010' AND position = ${undo};`),
    );
    const { code, stdout } = await runCommand(['verify'], { DATA_DIR });
    expect(stdout).toContain(`nara-city: entry ${victim?.position} (${victim?.id})`);
    expect(code).toBe(1);
    await behindItsBack(DATA_DIR, (pglite) =>
      pglite.exec(`
        UPDATE journal_entry e SET data = k.data, subject = k.subject, actor = k.actor, at = k.at
        FROM kept k WHERE e.tenant = k.tenant AND e.position = k.position;
        ALTER TABLE journal_entry ENABLE TRIGGER USER;
        DROP TABLE kept;`),
    );
    expect(await runCommand(['verify'], { DATA_DIR })).toMatchObject({ code: 0 });
  });
});

describe('yakuba verify gives no all-clear', () => {
  test('for data that are not there, and makes none', async () => {
    const [folder, removeFolder] = await temporaryFolder();
    const missing = join(folder, 'misspelled');
    const { code, stdout, stderr } = await runCommand(['verify'], { DATA_DIR: missing });
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: `There is no data in ${missing}.\n`,
    });
    expect(existsSync(missing)).toBe(false);
    await removeFolder();
  });

  test('for data of an older edition, and leaves them as they are', async () => {
    const last = 'SELECT name FROM kysely_migration ORDER BY name DESC LIMIT 1';
    const [older] = await behindItsBack(DATA_DIR, async (pglite) => {
      const { rows } = await pglite.query<{ name: string; timestamp: string }>(
        `DELETE FROM kysely_migration WHERE name = (${last}) RETURNING *`,
      );
      return rows;
    });
    expect(older).toBeDefined();
    const { code, stdout, stderr } = await runCommand(['verify'], { DATA_DIR });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(/older edition/)]);
    await behindItsBack(DATA_DIR, async (pglite) => {
      const { rows } = await pglite.query(last);
      expect(rows).not.toEqual([{ name: older?.name }]);
      await pglite.query('INSERT INTO kysely_migration VALUES ($1, $2)', [older?.name, older?.timestamp]);
    });
    expect(await runCommand(['verify'], { DATA_DIR })).toMatchObject({ code: 0 });
  });
});
