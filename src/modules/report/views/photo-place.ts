import type { Description } from '#ui/components/description-list.js';
import type { PageContext } from '#ui/page.js';
import type { Report } from '../model.js';

/** Which place was used, where the reporter agreed to that of a photo; empty where they did not. */
export function placeSource(
  { t, city }: PageContext,
  { photoPlace, place }: Pick<Report, 'photoPlace' | 'place'>,
): Description[] {
  if (!photoPlace) return [];
  const { isUsed, metres } = photoPlace;
  const value = isUsed
    ? t(place === '' ? 'reports.photoPlaceUsed' : 'reports.photoPlaceAndWords')
    : metres === null
      ? t('reports.typedPlaceOutside', { city: city.name })
      : t('reports.typedPlaceUsed', { metres });
  return [{ term: t('reports.placeSource'), value }];
}
