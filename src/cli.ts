import type { Config } from '#kernel/config.js';
import { readConfig } from '#kernel/config.js';
import { OperatorError } from '#kernel/errors.js';
import { LOAD_USAGE, STAFF_USAGE, USAGE } from './usage.js';

/** Does what it is named for; returns the exit code. */
type Run = (config: Config, words: readonly string[]) => Promise<number>;

interface Command {
  run: () => Promise<Run>;
  /** How the words after it are meant; one without takes none. */
  usage?: string;
}

/** Each is read when it is asked for: the product takes a second to read, and a signal to stop must not wait for it. */
const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    serve: { run: async () => (await import('./serve-command.js')).serve },
    prepare: { run: async () => (await import('./data-commands.js')).prepareData },
    migrate: { run: async () => (await import('./data-commands.js')).update },
    verify: { run: async () => (await import('./data-commands.js')).verify },
    check: { run: async () => (await import('./data-commands.js')).check },
    load: {
      run: async () => (await import('./data-commands.js')).load,
      usage: LOAD_USAGE,
    },
    staff: {
      run: async () => (await import('./data-commands.js')).staff,
      usage: STAFF_USAGE,
    },
  }),
);

const isHelp = (word: string): boolean => word === '--help' || word === '-h';

function refuse(message: string): number {
  process.stderr.write(`${message}\n\n${USAGE}\n`);
  return 2;
}

/** Runs one command; returns the exit code. A running server keeps the process alive by itself. */
export async function main(words: readonly string[]): Promise<number> {
  const [name = '', ...rest] = words;
  const command = COMMANDS.get(name);
  if (words.length === 0 || name === 'help' || words.some(isHelp)) {
    console.log(command?.usage ?? USAGE);
    return 0;
  }
  if (!command) return refuse(`There is no command "${name}".`);
  if (!command.usage && rest.length > 0) return refuse(`${name} takes nothing after it: ${rest.join(' ')}`);
  try {
    const config = readConfig(process.env);
    return await (await command.run())(config, rest);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}
