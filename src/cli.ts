import type { Config } from '#kernel/config.js';
import { readConfig } from '#kernel/config.js';
import { OperatorError } from '#kernel/errors.js';

const USAGE = `Usage: yakuba <command>

  serve      open the data, load the catalogue, listen (npm start does this)
  prepare    make the data ready as a first start does, and stop
  migrate    bring the database up to date and stop
  verify     recompute every digest, Merkle root and link of the journal
  check      read every definition of the catalogue and name what is wrong
  staff add  register a member of staff and grant a role (staff: shows how)
  load       load the list of postal codes (load: shows how)

Settings come from the environment: docs/reference/settings.md.`;

/** Does what it is named for; returns the exit code. */
type Command = (config: Config, words: readonly string[]) => Promise<number>;

/** Each is read when it is asked for: the product takes a second to read, and a signal to stop must not wait for it. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  serve: async () => (await import('./serve-command.js')).serve,
  prepare: async () => (await import('./data-commands.js')).prepareData,
  migrate: async () => (await import('./data-commands.js')).update,
  verify: async () => (await import('./data-commands.js')).verify,
  check: async () => (await import('./data-commands.js')).check,
  load: async () => (await import('./data-commands.js')).load,
  staff: async () => (await import('./data-commands.js')).staff,
};

/** Runs one command; returns the exit code. A running server keeps the process alive by itself. */
export async function main(words: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = words;
  const command = COMMANDS[name];
  if (!command) {
    console.log(USAGE);
    return name === 'help' || name === '--help' ? 0 : 2;
  }
  try {
    const config = readConfig(process.env);
    return await (await command())(config, rest);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}
