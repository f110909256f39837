import type { Context } from './context.js';
import type { Municipality } from './tenancy/municipality.js';

/** Names, for some minutes, the browser whose form came with a session that was over. */
export const HELD_COOKIE = 'yakuba_held';
export const HELD_FOR = Temporal.Duration.from({ minutes: 15 });

/** Letters of all values together; what is longer is not kept, and the person is told. */
export const MOST_HELD_LETTERS = 256 * 1024;

export type HeldFields = Readonly<Record<string, readonly string[]>>;

/** A form that could not be taken because the session was over: it waits until the same person is signed in again. */
export interface HeldForm {
  id: string;
  /** The page on which it was filled in, below the municipality, with its query. */
  back: string;
  /** Where it was sent, below the municipality, without query. */
  target: string;
  fields: HeldFields;
  /** Files are not kept: they are to be chosen again. */
  hadFiles: boolean;
}

/** Who keeps them: identity, which knows whose session it was. */
export interface HeldForms {
  /** False when it is nobody's session: then nothing is kept. */
  hold(
    municipality: Municipality,
    sessionToken: string,
    browser: string,
    form: Omit<HeldForm, 'id'>,
  ): Promise<boolean>;
  /** What this person sent from this browser, the newest first. */
  waiting(context: Context, browser: string): Promise<HeldForm[]>;
  drop(context: Context, id: string): Promise<void>;
}

/** The fields of a form as they were sent, as a form page reads them. */
export interface HeldInput {
  getAll(name: string): readonly string[];
}

export const heldInput = ({ fields }: HeldForm): HeldInput => ({ getAll: (name) => fields[name] ?? [] });

const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');

/** The texts of a body as it was read, without its files; null when they are too long to be kept. */
export function heldFields(body: Readonly<Record<string, unknown>>): HeldFields | null {
  const fields = Object.entries(body).flatMap(([name, value]): [string, string[]][] => {
    const texts = textsOf(value);
    return texts.length > 0 ? [[name, texts]] : [];
  });
  const letters = fields.flat(2).reduce((sum, { length }) => sum + length, 0);
  return letters <= MOST_HELD_LETTERS ? Object.fromEntries(fields) : null;
}

export const hasFiles = (body: Readonly<Record<string, unknown>>): boolean =>
  Object.values(body)
    .flat()
    .some((part) => typeof part !== 'string');
