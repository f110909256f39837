import { PageMap } from '#modules/map/api.js';
import type { PageContext } from '#ui/page.js';
import type { Point } from '../model.js';

const MARK = { letter: '', colour: '#1a4fc4' };

export const pointAt = ({ lat, lon }: Point) => ({
  type: 'Point' as const,
  coordinates: [lon, lat] as [number, number],
});

/** Where it is, as exactly as whoever reads the page may know it. */
export const ReportPlace = ({
  page,
  label,
  point,
}: {
  page: PageContext;
  label: string;
  point: Point | null;
}) =>
  point && (
    <PageMap
      page={page}
      shown={[{ mark: MARK, rows: [{ id: '', label, geometry: pointAt(point) }], clusters: [] }]}
      label={page.t('map.picture', { count: 1 })}
      hrefOf={() => ''}
    />
  );
