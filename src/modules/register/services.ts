import { createApproving } from './service/approving.js';
import { createByArea } from './service/by-area.js';
import { createCopies } from './service/copies.js';
import { createCopyRequests } from './service/copy-requests.js';
import { createDefining } from './service/defining.js';
import type { Definitions } from './service/definitions.js';
import { createDisposals } from './service/disposals.js';
import { createDraftDesk, type DefiningDeps } from './service/draft-desk.js';
import { createEdits } from './service/edits.js';
import { createExporting } from './service/exporting.js';
import { createFigures } from './service/figures.js';
import { createRowFiles } from './service/files.js';
import { createFinding } from './service/finding.js';
import { createImports } from './service/imports.js';
import type { Kept } from './service/kept.js';
import { createPrinting } from './service/printing.js';
import { createReading } from './service/reading.js';
import { createRelated } from './service/related.js';
import { createRelating } from './service/relating.js';
import { createRelations } from './service/relations.js';
import { createRetention } from './service/retention.js';
import { createRows } from './service/rows.js';
import { createSquares } from './service/squares.js';
import { createTies } from './service/ties.js';
import { createViewing } from './service/viewing.js';
import { createViews } from './service/views.js';

export const createServices = (deps: DefiningDeps, definitions: Definitions, kept: Kept) => {
  const reading = createReading(deps);
  const related = createRelated(deps, reading);
  const desk = createDraftDesk(deps);
  const retention = createRetention(deps);
  const copies = createCopies(deps, reading);
  const viewing = createViewing(deps, reading);
  const relations = createRelations(deps);
  return {
    definitions,
    defining: createDefining(deps, desk, definitions, kept),
    approving: createApproving(deps, desk, definitions, kept),
    reading,
    rows: createRows(deps),
    imports: createImports(deps),
    edits: createEdits(deps, reading),
    printing: createPrinting(deps, reading),
    related,
    retention,
    disposals: createDisposals(deps, retention),
    relations,
    relating: createRelating(deps, relations),
    ties: createTies(deps, reading),
    views: createViews(deps),
    squares: createSquares(deps),
    exporting: createExporting(deps, reading, related),
    files: createRowFiles(deps, reading),
    figures: createFigures(deps, reading),
    byArea: createByArea(deps, reading),
    copies,
    viewing,
    copyRequests: createCopyRequests(deps, reading, viewing, copies),
    /** A screen goes to visitors, and comes back. */
    screens: deps.identity,
    finding: createFinding(deps, reading),
  };
};
export type RegisterServices = ReturnType<typeof createServices>;
