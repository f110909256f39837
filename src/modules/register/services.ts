import { createDefinitions } from './service/definitions.js';
import type { RegisterDeps } from './service/deps.js';
import { createExporting } from './service/exporting.js';
import { createImports } from './service/imports.js';
import { createReading } from './service/reading.js';
import { createRows } from './service/rows.js';
import { createSquares } from './service/squares.js';

export const createServices = (deps: RegisterDeps) => {
  const reading = createReading(deps);
  return {
    definitions: createDefinitions(deps),
    reading,
    rows: createRows(deps),
    imports: createImports(deps),
    squares: createSquares(deps),
    exporting: createExporting(deps, reading),
  };
};
export type RegisterServices = ReturnType<typeof createServices>;
