import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Register } from './definition.js';
import type { KeptRegister, Row } from './model.js';
import type { NamedRow, Thing, TiedRows } from './related.js';
import type { RegisterDeps } from './service/deps.js';
import type { ExportWish, PublicTable } from './service/exporting.js';
import type { Listed, ListWish } from './service/reading.js';
import type { RowInput, Saved } from './service/rows.js';
import type { SquareService } from './service/squares.js';
import type { RegisterServices } from './services.js';
import { findDraft } from './store/drafts.js';

export { isPublicField, isSealed, isSingleValue } from './definition-problems.js';
export { encodingOf } from './reading/encoding.js';
export { readFile } from './reading/read-file.js';
export type { FileProblem, FileTable } from './reading/table.js';
export { filesIn } from './row-files.js';
export { filterKind } from './slots.js';
export { fileFaultText } from './views/file-fault.js';
export type { PublicTable };

/** What other modules (map, reports, open data, the API) ask of registers. Everything keeps to who may see what. */
export interface RegisterApi {
  /** Registers with public pages; those that the actor may see as staff. */
  published(context: Context): KeptRegister[];
  seen(context: Context): KeptRegister[];
  definitionOf(context: Context, register: string): Register | undefined;
  /** Rows in use with their public fields: by box (tiles, OGC), conditions, words, time; keyset pages up to 1,000. */
  publicList(context: Context, register: string, wish: Omit<ListWish, 'states'>): Promise<Listed>;
  /** 10,001 stands for more than 10,000. */
  publicCount(context: Context, register: string, wish: Omit<ListWish, 'states'>): Promise<number>;
  publicCountBy(
    context: Context,
    register: string,
    field: string,
  ): Promise<{ value: string | number; count: number }[]>;
  publicRow(context: Context, register: string, id: string): Promise<Row>;
  /** What everybody may take out as a file, and the same as a table; `most` rows of it, or all. */
  publicFile(context: Context, register: string, wish: ExportWish): Promise<Uint8Array>;
  publicTable(
    context: Context,
    register: string,
    wish: { standard?: string | undefined; most?: number },
  ): Promise<PublicTable>;
  /** When a row was last added, changed, retired or restored; null without rows. */
  changedAt(context: Context, register: string): Promise<Temporal.Instant | null>;
  /** All registers of the municipality, those without public pages among them: for lists of standards. */
  all(context: Context): readonly KeptRegister[];
  /** For staff: every field that the actor sees. */
  list(context: Context, register: string, wish: ListWish): Promise<Listed>;
  create(context: Context, register: string, input: RowInput): Promise<Saved>;
  change(
    context: Context,
    register: string,
    id: string,
    input: RowInput & { version: number },
  ): Promise<Saved>;
  /**
   * From now on the thing (a case, a report) is about these rows: their pages name it. Whoever calls has checked who
   * may, and journals the thing itself in the same transaction.
   */
  relate(tx: Tx, context: Context, thing: Thing, rows: readonly NamedRow[]): Promise<void>;
  /** The rows that it is about, as far as the reader sees them. Whoever calls has checked who may see the thing. */
  tiedTo(tx: Tx, context: Context, thing: Thing): Promise<TiedRows>;
  /** Title of what is being defined, or of the register in use; null when there is neither. */
  draftTitle(tx: Tx, context: Context, register: string): Promise<string | null>;
  /** Layers of maps, their tiles, and what tells that a tile is out of date. */
  squares: SquareService;
}

export type { Register, RegisterField } from './definition.js';
export type { Box, Geometry, Town } from './geometry.js';
export { boxOf, readGeometry } from './geometry.js';
export type { KeptRegister, Row } from './model.js';
export type { NamedRow, NamingThing, RelatedLine, RelatedSource, TiedRows } from './related.js';
export type { FieldCondition, ListWish } from './service/reading.js';
export type { MapLayer, TileAddress, TileContent } from './service/squares.js';
export { mercator, tileBox } from './squares.js';
export type { DrawnRow } from './store/squares.js';
export { TiedRows as TiedRowsSection } from './views/tied-rows.js';

export const createRegisterApi = (
  { keptBy }: RegisterDeps,
  { reading, relations, ties, rows, squares, exporting }: RegisterServices,
): RegisterApi => ({
  published: reading.rights.published,
  seen: reading.rights.seen,
  definitionOf: (context, id) => keptBy(context).find(({ register }) => register.id === id)?.register,
  publicList: reading.publicList,
  publicCount: (context, register, wish) => reading.publicCount(context, register, wish),
  publicCountBy: reading.publicCountBy,
  publicRow: reading.publicRow,
  publicFile: exporting.openWhole,
  publicTable: exporting.openTable,
  changedAt: reading.changedAt,
  all: keptBy,
  list: reading.list,
  create: rows.create,
  change: rows.change,
  relate: relations.relate,
  tiedTo: ties.tiedTo,
  draftTitle: async (tx, context, id) => {
    const document =
      (await findDraft(tx, id))?.document ??
      keptBy(context).find(({ register }) => register.id === id)?.register;
    return document ? localize(document.title, 'ja') : null;
  },
  squares,
});
