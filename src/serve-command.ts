import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Config } from '#kernel/config.js';
import { isNewDataFolder } from '#kernel/db/data-folder.js';
import { takeReadyMade } from './demo/ready-made.js';
import { requireFreePort } from './listening.js';

/** Serves until the signal to stop; a first start makes the data before. */
export async function serve(config: Config): Promise<number> {
  const startedAt = performance.now();
  const stopped = stopSignal();
  // The product is read while another process makes the data.
  const product = import('./serve.js');
  if (isNewDataFolder(config)) {
    await requireFreePort(config);
    const isReady = (await takeReadyMade(config)) || (await prepareInChild(stopped));
    if (!isReady && !stopped.aborted) return 1;
  }
  const { start } = await product;
  if (stopped.aborted) return 0;
  const running = await start(config);
  const stop = () => void running.stop().then(() => process.exit(0));
  if (stopped.aborted) stop();
  else {
    stopped.addEventListener('abort', stop);
    console.log(
      `Yakuba is ready at ${running.url} after ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
    );
  }
  return 0;
}

/** Aborted by the first signal to stop, also while the start goes on; a second one ends the process at once. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(1);
      controller.abort();
    });
  }
  return controller.signal;
}

/**
 * Makes a new embedded database and what a first start puts into it in a process of its own: making takes three
 * times the memory of using it, which this process would keep. False when it could not be made; that process has
 * then said why.
 */
function prepareInChild(stopped: AbortSignal): Promise<boolean> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('command.js', import.meta.url)), 'prepare'], {
    // The channel tells the child when this process is gone, however it ended.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const stop = () => child.kill('SIGTERM');
  stopped.addEventListener('abort', stop);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      stopped.removeEventListener('abort', stop);
      resolve(code === 0);
    });
  });
}
