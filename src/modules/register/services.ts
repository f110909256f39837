import { createApproving } from './service/approving.js';
import { createCopies } from './service/copies.js';
import { createDefining } from './service/defining.js';
import type { Definitions } from './service/definitions.js';
import { createDraftDesk, type DefiningDeps } from './service/draft-desk.js';
import { createExporting } from './service/exporting.js';
import { createFigures } from './service/figures.js';
import { createRowFiles } from './service/files.js';
import { createFinding } from './service/finding.js';
import { createImports } from './service/imports.js';
import type { Kept } from './service/kept.js';
import { createReading } from './service/reading.js';
import { createRows } from './service/rows.js';
import { createSquares } from './service/squares.js';

export const createServices = (deps: DefiningDeps, definitions: Definitions, kept: Kept) => {
  const reading = createReading(deps);
  const desk = createDraftDesk(deps);
  return {
    definitions,
    defining: createDefining(deps, desk, definitions),
    approving: createApproving(deps, desk, definitions, kept),
    reading,
    rows: createRows(deps),
    imports: createImports(deps),
    squares: createSquares(deps),
    exporting: createExporting(deps, reading),
    files: createRowFiles(deps, reading),
    figures: createFigures(deps, reading),
    copies: createCopies(deps, reading),
    finding: createFinding(deps, reading),
  };
};
export type RegisterServices = ReturnType<typeof createServices>;
