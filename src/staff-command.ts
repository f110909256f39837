import { parseArgs } from 'node:util';
import { today } from '#kernel/clock.js';
import { systemContext } from '#kernel/context.js';
import { AppError, OperatorError } from '#kernel/errors.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { Kernel } from '#kernel/kernel.js';
import { createIdentityApi } from '#modules/identity/api.js';
import { STAFF_USAGE } from './usage.js';

/** The command line cannot be meant; the message says why. */
export class BadCommand extends OperatorError {
  constructor(message: string) {
    super(message);
    this.name = 'BadCommand';
  }
}

/** The words after `staff`. Returns what to tell the operator; throws BadCommand. */
export async function staffCommand(kernel: Kernel, words: readonly string[]): Promise<string> {
  const { city, issuer, name, role, subject, unit } = readWords(words);
  const municipality = kernel.municipalities.bySlug(city);
  if (!municipality) {
    const known = kernel.municipalities.all.map(({ slug }) => slug).join(', ');
    throw new BadCommand(`There is no municipality "${city}"; there are ${known}.`);
  }
  const context = systemContext(municipality, 'cli', kernel.clock);
  const identity = createIdentityApi(kernel);
  try {
    const terms = { role, unit: unit ?? null, from: today(kernel.clock), to: null };
    identity.checkGrant(context, terms);
    const staff = await identity.registerStaff(context, { issuer, subject, name });
    const granted = await identity.grant(context, staff.id, terms);
    return `${name}: ${staff.isNew ? 'registered' : 'was registered before'}; ${role} ${granted.isNew ? 'granted' : 'was granted before'}.`;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalidInput') throw error;
    const t = translatorFor('ja');
    throw new BadCommand(
      Object.entries(error.fields)
        .map(([field, key]) => `--${field}: ${t(key as MessageKey)}`)
        .join('\n'),
    );
  }
}

function readWords(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { city: text, issuer: text, subject: text, name: text, role: text, unit: text };
  const [verb, ...rest] = words;
  if (verb !== 'add') throw new BadCommand(STAFF_USAGE);
  try {
    const { values } = parseArgs({ args: rest, options });
    const { city, issuer, name, role, subject, unit } = values;
    if (city && issuer && subject && name && role) return { city, issuer, subject, name, role, unit };
  } catch (error) {
    throw new BadCommand(`${(error as Error).message}\n\n${STAFF_USAGE}`);
  }
  throw new BadCommand(STAFF_USAGE);
}
