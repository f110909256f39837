import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { binaries, root } from '../../scripts/prepare.js';
import { freePort, runCommand, startProduct, temporaryFolder } from '../harness/product.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function dataFolder(): Promise<string> {
  const [folder, remove] = await temporaryFolder();
  cleanups.push(remove);
  return join(folder, 'data');
}

/** Starts the product and ends it after some time, whatever it is doing then; its exit code. */
async function startAndEnd(DATA_DIR: string, afterMs: number, signal: NodeJS.Signals) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(join(binaries, 'node'), [join(root, 'dist/command.js'), 'serve'], {
    cwd: root,
    env: {
      PATH,
      HOME,
      LOG_LEVEL: 'warn',
      DATA_DIR,
      DEMO: 'off',
      HOST: '127.0.0.1',
      PORT: String(await freePort()),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await delay(afterMs);
  child.kill(signal);
  return { code: await exited, stderr };
}

describe('a first start that is cut short', () => {
  test('by kill -9 leaves no process behind that goes on holding the data', async () => {
    const DATA_DIR = await dataFolder();
    await startAndEnd(DATA_DIR, 1500, 'SIGKILL');
    // The one that prepares the data learns of it at its next pause.
    await delay(10_000);
    const product = await startProduct({ DATA_DIR, DEMO: 'off' });
    expect(await product.stop()).toBe(0);
  });

  test.each([200, 1200, 2500])(
    'by the signal to stop after %i ms ends with exit 0 and in silence; the next one begins where it was',
    async (afterMs) => {
      const DATA_DIR = await dataFolder();
      const { code, stderr } = await startAndEnd(DATA_DIR, afterMs, 'SIGTERM');
      // Before the program has run its first line, the system ends it.
      expect(afterMs < 500 ? [0, null] : [0]).toContain(code);
      expect(stderr).toBe('');
      const product = await startProduct({ DATA_DIR, DEMO: 'off' });
      expect((await fetch(`${product.url}/nara-city/`)).status).toBe(200);
      expect(await product.stop()).toBe(0);
      expect(await readdir(DATA_DIR)).not.toContain('lock');
    },
  );

  test('by a power cut, at any moment, leaves nothing that keeps the next one from starting', async () => {
    const DATA_DIR = await dataFolder();
    for (const afterMs of [500, 1100, 1700, 2500]) {
      await startAndEnd(DATA_DIR, afterMs, 'SIGKILL');
      // The process that makes the data may outlive the one that was killed.
      await delay(500);
    }
    for (let attempt = 0; ; attempt += 1) {
      const { code, stderr } = await runCommand(['migrate'], { DATA_DIR });
      if (code === 0) break;
      expect(stderr).toMatch(/in use by process/);
      expect(attempt).toBeLessThan(40);
      await delay(500);
    }
    expect((await runCommand(['verify'], { DATA_DIR })).code).toBe(0);
  });
});

test('a request that is under way is answered before the process ends', async () => {
  const product = await startProduct({ DATA_DIR: await dataFolder(), DEMO: 'off' });
  const socket = connect(Number(new URL(product.url).port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  await new Promise((resolve) => socket.once('connect', resolve));
  // A form whose body is still on its way.
  socket.write(
    'POST /nara-city/sign-out HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n' +
      'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\n',
  );
  // Long enough for a busy machine to have read the head: what it has not begun it need not answer.
  await delay(2000);
  const stopped = product.stop();
  await delay(500);
  await expect(fetch(product.url)).rejects.toThrow();
  socket.write('a=b');
  expect(await stopped).toBe(0);
  expect(answer).toMatch(/^HTTP\/1\.1 303 /);
});

test('a visitor who never finishes does not keep the process from ending', async () => {
  const product = await startProduct({ DATA_DIR: await dataFolder(), DEMO: 'off' });
  const socket = connect(Number(new URL(product.url).port), '127.0.0.1');
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write('POST /nara-city/sign-out HTTP/1.1\r\nHost: localhost\r\n');
  const startedAt = performance.now();
  expect(await product.stop()).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(20_000);
  socket.destroy();
});

test('a host that is not of this machine is named', async () => {
  const settings = {
    DATA_DIR: await dataFolder(),
    DEMO: 'off',
    HOST: '192.0.2.1',
    PORT: String(await freePort()),
  };
  const { code, stderr } = await runCommand(['serve'], settings);
  expect([code, stderr.trim()]).toEqual([1, 'HOST 192.0.2.1 is not an address of this machine.']);
});
