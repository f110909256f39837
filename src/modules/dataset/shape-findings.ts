import { type FileTable, readGeometry, type Town } from '#modules/register/api.js';
import type { Finding } from './quality.js';

type ShapeKind = 'brokenShape' | 'swappedShape' | 'abroadShape' | 'farShape';

/** What is wrong with a place of a GeoJSON or Shapefile; nothing where a row has none. */
function faultOf(geometry: unknown, town: Town): ShapeKind | null {
  if (geometry === null || geometry === undefined) return null;
  const read = readGeometry(geometry, ['point', 'line', 'polygon'], town);
  if (read.ok) return read.hint === 'outside' ? 'farShape' : null;
  if (read.fault === 'swapped') return 'swappedShape';
  return read.fault === 'abroad' ? 'abroadShape' : 'brokenShape';
}

/** One finding for each kind, with how many there are and the first of them. `line`: number of the feature. */
export function shapeFindings({ rows }: Pick<FileTable, 'rows'>, town: Town): Finding[] {
  const found = new Map<ShapeKind, Finding>();
  for (const { geometry, line } of rows) {
    const kind = faultOf(geometry, town);
    if (!kind) continue;
    const known = found.get(kind);
    if (known) known.count = (known.count ?? 1) + 1;
    else found.set(kind, { kind, line, count: 1 });
  }
  return [...found.values()];
}
