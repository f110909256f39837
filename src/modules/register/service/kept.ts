import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, tenantOf } from '#kernel/context.js';
import { invariant } from '#kernel/errors.js';
import type { Kernel } from '#kernel/kernel.js';
import type { DefinedRegisters } from '../catalog.js';
import { type KnownStandard, knownStandards } from '../defining/standards.js';
import type { Register } from '../definition.js';
import type { KeptRegister, Where } from '../model.js';
import type { Definitions } from './definitions.js';

interface Town {
  where: Where;
  ofFiles: readonly KeptRegister[];
  kept: readonly KeptRegister[];
  /** Until when it is trusted without asking the database. */
  fresh: Temporal.Instant;
  reading: Promise<void> | null;
}

/** Bounds how long another process goes on with the definition before. */
const FRESH_SECONDS = 5;

/** The registers of every municipality as they are now: those of the files, and those that it defined itself. */
export function createKept({ log }: Pick<Kernel, 'log'>, definitions: Definitions) {
  const towns = new Map<string, Town>();
  let standards: readonly KnownStandard[] = [];
  // Whoever asks may be inside a transaction of their own; looking again in the background is not part of it.
  const outside = AsyncLocalStorage.snapshot();

  const townOf = (context: Context): Town => {
    const town = towns.get(tenantOf(context));
    invariant(town, 'the registers of every municipality were read at the start');
    return town;
  };

  async function refresh(context: Context): Promise<void> {
    const town = townOf(context);
    town.kept = [...town.ofFiles, ...(await definitions.own(context, town.where))];
    town.fresh = context.clock.now().add({ seconds: FRESH_SECONDS });
  }

  /** Answers with what is known and looks in the background: a page never waits for it. */
  function lookAgain(context: Context, town: Town): void {
    if (town.reading || Temporal.Instant.compare(context.clock.now(), town.fresh) < 0) return;
    town.reading = outside(() => refresh(context))
      .catch((error: unknown) => log.warn({ err: error }, 'definitions of registers could not be read anew'))
      .finally(() => {
        town.reading = null;
      });
  }

  return {
    /** Formats that shared registers publish to. */
    standards: (): readonly KnownStandard[] => standards,
    async start(
      context: Context,
      defined: DefinedRegisters,
      common: ReadonlyMap<string, Register>,
    ): Promise<void> {
      standards = knownStandards(common.values());
      const ofFiles = await definitions.adopt(context, defined);
      towns.set(tenantOf(context), {
        where: defined,
        ofFiles,
        kept: ofFiles,
        fresh: context.clock.now(),
        reading: null,
      });
      await refresh(context);
    },
    of(context: Context): readonly KeptRegister[] {
      const town = townOf(context);
      lookAgain(context, town);
      return town.kept;
    },
    /** Reads them anew; after one's own change, so that it counts at once. */
    refresh,
  };
}
export type Kept = ReturnType<typeof createKept>;
