import { isQuestion } from '#forms/fields/field.js';
import type { Raw } from '#forms/fields/field-type.js';
import { rawAnswers } from '#forms/page-reading.js';
import { SHEET_SHAPE } from '#forms/paper/geometry.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { StoredFile } from '#kernel/files/files.js';
import { type FileProblem, UnfitFile, type Upload } from '#kernel/files/rules.js';
import { append } from '#kernel/journal/journal.js';
import type { ScannedPage } from '#kernel/scans/scan.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { Procedure } from '../definition.js';
import { paperForm } from '../paper.js';
import {
  groupPages,
  type PageGroup,
  type PageOutcome,
  placeOfField,
  type ReadTick,
  readTicks,
  type ScanContent,
  ticksOn,
} from '../scan.js';
import { findSheet, layoutOf, type Sheet } from '../store/paper.js';
import {
  findWaitingScan,
  insertBatch,
  insertScan,
  type Scan,
  savePage,
  saveScanContent,
  scansOf,
} from '../store/scans.js';
import type { ProcedureDeps } from './deps.js';
import { scanHolder } from './open-scan.js';

export type ScanIntake =
  | { kind: 'read'; batch: string }
  /** Nothing was kept; which file is wrong and why. */
  | { kind: 'unfit'; name: string; problem: FileProblem };

/** The form that was printed: what its code names. */
interface Printed {
  procedure: Procedure;
  positions: ScanContent['positions'];
  sheet: Sheet | undefined;
}

const MEGABYTE = 1024 * 1024;
export const SCAN_LIMITS = { maxFileBytes: 100 * MEGABYTE, maxBytes: 200 * MEGABYTE } as const;
const ATTACHED = { contents: ['image'], maxBytes: 20 * MEGABYTE } as const;
/** Of what is signed: without the word that is printed before it. */
const PRINTED_BEFORE_SIGNATURE = 12;

/** Takes in scans of paper forms: whose sheet each page is, and what its boxes say. */
export function createScanIntake({ kernel, definitions }: Pick<ProcedureDeps, 'kernel' | 'definitions'>) {
  const { access, database, vault, files, scans } = kernel;

  async function printed(tx: Tx, { code }: PageGroup): Promise<Printed | undefined> {
    const procedure = await definitions.find(tx, code.procedure, code.version);
    if (!procedure) return undefined;
    const sheet = await findSheet(tx, vault, code.sheet);
    const isOfSheet =
      sheet?.procedure === code.procedure &&
      sheet.version === code.version &&
      sheet.content.digest === code.layout;
    const positions = isOfSheet
      ? sheet.content.positions
      : await layoutOf(tx, code.procedure, code.version, code.layout);
    return positions && { procedure, positions, sheet: isOfSheet ? sheet : undefined };
  }

  /** What is on the pages of a sheet, as it would be typed. */
  async function readGroup(group: PageGroup, { procedure, positions, sheet }: Printed) {
    const { handwritingIn, inkShares } = await import('#kernel/scans/page-image.js');
    const form = paperForm(procedure, { isFilled: sheet !== undefined });
    const fields = form.pages.flatMap((page) => page.fields.filter(isQuestion));
    const ticks: ReadTick[] = [];
    const signed: Record<string, Raw> = {};
    for (const { code, page } of group.pages) {
      const here = ticksOn(positions, code.page);
      const inks = await inkShares(page.image, here);
      ticks.push(...here.map((tick, index) => ({ ...tick, ink: inks[index] ?? 0 })));
      for (const { id, kind } of fields) {
        const area =
          kind === 'signature' && placeOfField(positions, id)?.areas.find((one) => one.page === code.page);
        if (!area) continue;
        const place = {
          ...area,
          x: area.x + PRINTED_BEFORE_SIGNATURE,
          width: area.width - PRINTED_BEFORE_SIGNATURE,
        };
        const png = await handwritingIn(page.image, inset(place));
        if (png) signed[id] = { png: [`data:image/png;base64,${Buffer.from(png).toString('base64')}`] };
      }
    }
    if (sheet) return { raw: { ...rawAnswers(form, fields, sheet.content.answers), ...signed }, unclear: [] };
    const read = readTicks(ticks);
    return { raw: { ...read.raw, ...signed }, unclear: read.unclear };
  }

  /** Papers behind a sheet, by their place in the upload; one that cannot be kept now is told of. */
  async function keepAttached(
    context: Context,
    group: PageGroup,
    id: string,
  ): Promise<Map<number, StoredFile>> {
    const kept = new Map<number, StoredFile>();
    for (const [place, { index, page }] of group.attached.entries()) {
      const upload = { name: `添付${place + 1}.jpg`, bytes: page.image };
      const received = await files.receive(context, upload, ATTACHED, scanHolder(id));
      if (received.ok) kept.set(index, received.stored);
    }
    return kept;
  }

  /** A sheet of which these pages were missing so far, scanned earlier and not read yet. */
  async function waitingFor(tx: Tx, group: PageGroup, { positions }: Printed): Promise<Scan | undefined> {
    if (group.pages.length === positions.pages) return undefined;
    for (const { id, state } of await scansOf(tx, group.code.sheet)) {
      const scan = state === 'waiting' ? await findWaitingScan(tx, vault, id, { lock: true }) : undefined;
      if (scan && group.pages.every(({ code }) => !scan.pages.includes(code.page))) return scan;
    }
    return undefined;
  }

  async function keepGroup(
    context: Context,
    group: PageGroup,
  ): Promise<{ scan: string; pages: number; attached: ReadonlySet<number> } | null> {
    const tenant = tenantOf(context);
    const form = await database.transaction(tenant, (tx) => printed(tx, group));
    if (!form || group.pages.some(({ code }) => code.page < 1 || code.page > form.positions.pages))
      return null;
    const { raw, unclear } = await readGroup(group, form);
    const now = context.clock.now();
    const fresh = uuidv7(now);
    const earlier = await database.transaction(tenant, (tx) => waitingFor(tx, group, form));
    const id = earlier?.id ?? fresh;
    const attached = await keepAttached(context, group, id);
    const crooked = group.pages.filter(({ page }) => page.laidBy !== 'marks').map(({ code }) => code.page);
    const isFilled = form.sheet !== undefined;
    await database.transaction(tenant, async (tx) => {
      const before = earlier && (await findWaitingScan(tx, vault, id, { lock: true }));
      const content: ScanContent = {
        positions: form.positions,
        raw: mergedRaw(before?.content.raw ?? {}, raw),
        unclear: [...new Set([...(before?.content.unclear ?? []), ...unclear])],
        attached: [...(before?.content.attached ?? []), ...attached.values()],
        crooked: [...(before?.content.crooked ?? []), ...crooked],
        isFilled,
      };
      const { procedure, version, sheet } = group.code;
      const { unit } = form.procedure;
      if (before) await saveScanContent(tx, vault, id, content);
      else {
        const scannedBy = actorRef(context.actor);
        await insertScan(
          tx,
          vault,
          { id, sheet, procedure, version, unit, scannedBy, scannedAt: now },
          content,
        );
      }
      for (const { code, page } of group.pages) await savePage(tx, vault, id, code.page, page.image);
      await append(tx, context, {
        type: 'paper.scanned',
        subject: scanHolder(id),
        data: { procedure, version, unit, pages: group.pages.length, attached: attached.size },
      });
    });
    return { scan: id, pages: form.positions.pages, attached: new Set(attached.keys()) };
  }

  return {
    /** Reads uploaded scans. Staff may scan for every section; who reads the sheet is that section's affair. */
    async receive(context: Context, uploads: readonly Upload[]): Promise<ScanIntake> {
      access.requireAnywhere(context, 'paper.scan');
      const pages: ScannedPage[] = [];
      for (const { name, bytes } of uploads) {
        try {
          if (bytes === 'tooLarge') throw new UnfitFile('tooLarge');
          pages.push(...(await scans.read(bytes, SHEET_SHAPE)));
        } catch (error) {
          if (error instanceof UnfitFile) return { kind: 'unfit', name, problem: error.problem };
          throw error;
        }
      }
      const { groups, others } = groupPages(pages, tenantOf(context));
      const outcomes: PageOutcome[] = [];
      for (const { index, kind } of others) outcomes[index] = { kind };
      for (const group of groups) {
        const kept = await keepGroup(context, group);
        for (const { index, code, page } of group.pages)
          outcomes[index] = kept
            ? { kind: 'read', scan: kept.scan, pages: kept.pages, page: code.page, laidBy: page.laidBy }
            : { kind: 'unknownForm' };
        for (const { index, page } of group.attached)
          outcomes[index] = kept
            ? { kind: kept.attached.has(index) ? 'attached' : 'notAttached', scan: kept.scan }
            : { kind: page.code === null ? 'noCode' : 'foreignCode' };
      }
      const batch = uuidv7(context.clock.now());
      await database.transaction(tenantOf(context), (tx) =>
        insertBatch(tx, {
          id: batch,
          scannedBy: actorRef(context.actor),
          scannedAt: context.clock.now(),
          pages: outcomes,
        }),
      );
      return { kind: 'read', batch };
    },
  };
}

const inset = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => ({
  x: x + 1,
  y: y + 1,
  width: width - 2,
  height: height - 2,
});

/** What later pages say beside what earlier ones said; one field can stand on both. */
const mergedRaw = (before: ScanContent['raw'], now: Record<string, Raw>): ScanContent['raw'] => ({
  ...before,
  ...Object.fromEntries(Object.entries(now).map(([id, raw]) => [id, { ...before[id], ...raw }])),
});
