import type { Raw } from '#forms/fields/field-type.js';
import { readSheetCode, type SheetCode } from '#forms/paper/code.js';
import type { PaperPositions, PlacedField, PlacedTick } from '#forms/paper/geometry.js';
import type { StoredFile } from '#kernel/files/files.js';
import type { ScannedPage } from '#kernel/scans/scan.js';

/** waiting: a clerk is to read it; taken: it became a case; discarded: it did not. */
export type ScanState = 'waiting' | 'taken' | 'discarded';

/** What became of one page of an upload. */
export type PageOutcome =
  | { kind: 'read'; scan: string; page: number; pages: number; laidBy: ScannedPage['laidBy'] }
  /** Without a code, behind a sheet: a paper that was handed in with it. */
  | { kind: 'attached'; scan: string }
  /** Such a paper that could not be kept. */
  | { kind: 'notAttached'; scan: string }
  | { kind: 'noCode' | 'foreignCode' | 'otherMunicipality' | 'unknownForm' };

/** What a scan holds until it is closed. */
export interface ScanContent {
  positions: PaperPositions;
  /** As read from the boxes, and as typed since. */
  raw: Readonly<Record<string, Raw>>;
  /** Fields of which the boxes do not say clearly what was meant. */
  unclear: readonly string[];
  attached: readonly StoredFile[];
  /** Pages whose squares were not all found: boxes may have been missed. */
  crooked: readonly number[];
  /** Whether the sheet was printed with answers. */
  isFilled: boolean;
}

/** Pages of one sheet in an upload, and the papers behind them. */
export interface PageGroup {
  code: SheetCode;
  pages: { index: number; code: SheetCode; page: ScannedPage }[];
  attached: { index: number; page: ScannedPage }[];
}

export interface Grouped {
  groups: PageGroup[];
  /** Pages that belong to no sheet. */
  others: { index: number; kind: 'noCode' | 'foreignCode' | 'otherMunicipality' }[];
}

/**
 * Puts the pages of an upload together by their codes. A page that comes again begins another sheet: copies of one
 * empty form have the same number.
 */
export function groupPages(scanned: readonly ScannedPage[], tenant: string): Grouped {
  const groups: PageGroup[] = [];
  const others: Grouped['others'] = [];
  for (const [index, page] of scanned.entries()) {
    const last = groups.at(-1);
    const code = page.code === null ? null : readSheetCode(page.code);
    if (page.code === null || code === null) {
      // A paper behind a sheet may have a code of its own: a card, a certificate.
      if (last) last.attached.push({ index, page });
      else others.push({ index, kind: page.code === null ? 'noCode' : 'foreignCode' });
    } else if (code.tenant !== tenant) others.push({ index, kind: 'otherMunicipality' });
    else {
      const group = last && belongs(last, code) ? last : undefined;
      if (group) group.pages.push({ index, code, page });
      else groups.push({ code, pages: [{ index, code, page }], attached: [] });
    }
  }
  return { groups, others };
}

const belongs = (
  { code: { sheet, layout, version }, pages, attached }: PageGroup,
  code: SheetCode,
): boolean =>
  sheet === code.sheet &&
  layout === code.layout &&
  version === code.version &&
  attached.length === 0 &&
  pages.every((one) => one.code.page !== code.page);

/** A box with more ink than this was ticked, one with less was not; between them somebody looks. */
const TICKED = 0.09;
const CLEAN = 0.035;

export interface ReadTick extends PlacedTick {
  field: string;
  ink: number;
}

export const ticksOn = ({ fields }: PaperPositions, page: number): (PlacedTick & { field: string })[] =>
  fields.flatMap(({ field, ticks }) =>
    ticks.filter((tick) => tick.page === page).map((tick) => ({ ...tick, field })),
  );

/** What the boxes say, by field and control. Two ticks where one answer is wanted are left to somebody who looks. */
export function readTicks(ticks: readonly ReadTick[]): { raw: Record<string, Raw>; unclear: string[] } {
  const unclear = new Set(ticks.filter(({ ink }) => ink >= CLEAN && ink < TICKED).map(({ field }) => field));
  const controls = Map.groupBy(
    ticks.filter(({ ink }) => ink >= TICKED),
    ({ field, part }) => `${field} ${part}`,
  );
  const raw: Record<string, Record<string, readonly string[]>> = {};
  for (const [{ field, part, isMany }, ...more] of controls.values() as Iterable<[ReadTick, ...ReadTick[]]>) {
    if (more.length > 0 && !isMany) unclear.add(field);
    else {
      const values = ticks.filter((tick) => tick.field === field && tick.part === part && tick.ink >= TICKED);
      raw[field] = { ...raw[field], [part]: values.map(({ value }) => value) };
    }
  }
  return { raw, unclear: [...unclear] };
}

/** Pages of the sheet that did not come. */
export const missingPages = (pages: number, present: readonly number[]): number[] =>
  Array.from({ length: pages }, (_, index) => index + 1).filter((page) => !present.includes(page));

export const placeOfField = ({ fields }: PaperPositions, id: string): PlacedField | undefined =>
  fields.find(({ field }) => field === id);
