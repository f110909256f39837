import type { Rect } from '#forms/paper/geometry.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import { placeOfField } from '../scan.js';
import {
  closeScan,
  findBatch,
  findScanHead,
  pageImage,
  type ScanHead,
  waitingScans,
} from '../store/scans.js';
import type { ApplyService } from './apply.js';
import type { ProcedureDeps } from './deps.js';
import { caseOfSheet, createScanDesk, type OpenScan, scanHolder } from './open-scan.js';
import { createScanIntake } from './scan-intake.js';
import { createScanTyping } from './scan-typing.js';

export interface ScanLine extends ScanHead {
  title: LocalizedText;
}

export type OpenedScan = { kind: 'open'; open: OpenScan } | { kind: 'taken'; caseId: string };

const LIST_PAGE = 50;
/** In millimetres. */
const MARGIN = 2.5;
/** Clerks read what was scanned: what the boxes say, what is written by hand, and what comes of it. */
export function createScanService(
  deps: Pick<ProcedureDeps, 'kernel' | 'places' | 'definitions' | 'registers'>,
  apply: Pick<ApplyService, 'requireOpen'>,
) {
  const { kernel, definitions } = deps;
  const { access, database, vault, files } = kernel;
  const desk = createScanDesk(deps);
  const { openOf, waiting } = desk;

  return {
    ...createScanIntake(deps),
    ...createScanTyping(deps, desk, apply),

    /** Scans that this clerk's sections are to read. */
    list: async (
      context: Context,
      after?: TimePlace,
    ): Promise<{ items: ScanLine[]; next: ScanLine | null }> => {
      access.requireAnywhere(context, 'paper.scan');
      return database.transaction(tenantOf(context), async (tx) => {
        const units = access.unitsFor(context, 'paper.scan');
        const found = await waitingScans(tx, units, { after, limit: LIST_PAGE + 1 });
        const items = await Promise.all(
          found.slice(0, LIST_PAGE).map(async (scan) => ({
            ...scan,
            title: (await definitions.at(tx, scan.procedure, scan.version)).title,
          })),
        );
        return { items, next: found.length > LIST_PAGE ? (items.at(-1) ?? null) : null };
      });
    },

    /** What became of an upload: its pages, and of each sheet who is to read it. */
    batch: (context: Context, id: string) =>
      database.transaction(tenantOf(context), async (tx) => {
        access.requireAnywhere(context, 'paper.scan');
        const { actor, municipality } = context;
        const batch = await findBatch(tx, id, 'id' in actor ? `${actor.kind}/${actor.id}` : actor.kind);
        if (!batch) throw notFound(`upload ${id}`);
        const ids = new Set(batch.pages.flatMap((page) => ('scan' in page ? [page.scan] : [])));
        const sheets = new Map<
          string,
          { title: LocalizedText; unit: string; mayRead: boolean; known: boolean }
        >();
        for (const scanId of ids) {
          const head = await findScanHead(tx, scanId);
          if (!head) continue;
          const { title } = await definitions.at(tx, head.procedure, head.version);
          sheets.set(scanId, {
            title,
            unit: municipality.units.find((unit) => unit.id === head.unit)?.name ?? head.unit,
            mayRead: access.can(context, 'paper.scan', head.unit),
            known: (await caseOfSheet(tx, head.sheet)) !== null,
          });
        }
        return { ...batch, sheets };
      }),

    open: (context: Context, id: string): Promise<OpenedScan> =>
      database.transaction(tenantOf(context), async (tx): Promise<OpenedScan> => {
        const head = await findScanHead(tx, id);
        if (head?.caseId && access.can(context, 'paper.scan', head.unit))
          return { kind: 'taken', caseId: head.caseId };
        const scan = await waiting(tx, context, id);
        const open = await openOf(tx, context, scan);
        await append(tx, context, {
          type: 'paper.viewed',
          subject: scanHolder(id),
          data: { procedure: scan.procedure, unit: scan.unit },
        });
        return { kind: 'open', open };
      }),

    /** A part of the sheet on which a field stands, or a whole page of it; JPEG. */
    picture: async (
      context: Context,
      id: string,
      what: { field: string; area: number } | { page: number },
    ): Promise<Uint8Array> => {
      const { image, rect } = await database.transaction(tenantOf(context), async (tx) => {
        const scan = await waiting(tx, context, id);
        const area =
          'page' in what ? null : placeOfField(scan.content.positions, what.field)?.areas[what.area];
        const page = 'page' in what ? what.page : area?.page;
        const found = page === undefined ? undefined : await pageImage(tx, vault, id, page);
        if (!found) throw notFound(`picture of scan ${id}`);
        return { image: found, rect: area };
      });
      if (!rect) return image;
      const { partOf } = await import('#kernel/scans/page-image.js');
      return partOf(image, grown(rect));
    },

    /** A paper that came with the sheet. */
    attached: (context: Context, id: string, file: string) =>
      database.transaction(tenantOf(context), async (tx) => {
        await waiting(tx, context, id);
        const stored = await files.read(tx, scanHolder(id), file);
        if (!stored) throw notFound(`file ${file} of scan ${id}`);
        return stored;
      }),

    /** A scan that is no application: a test, a sheet scanned twice. */
    discard: (context: Context, id: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const scan = await waiting(tx, context, id, { lock: true });
        await files.erase(tx, scanHolder(id));
        await closeScan(tx, id, null, context.clock.now());
        await append(tx, context, {
          type: 'paper.discarded',
          subject: scanHolder(id),
          data: { procedure: scan.procedure, unit: scan.unit },
        });
      }),
  };
}
/** What is written by hand goes over the lines. */
const grown = ({ x, y, width, height }: Rect): Rect => ({
  x: x - MARGIN,
  y: y - MARGIN,
  width: width + 2 * MARGIN,
  height: height + 2 * MARGIN,
});

export type ScanService = ReturnType<typeof createScanService>;
