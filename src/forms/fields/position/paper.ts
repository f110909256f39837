import { area, type PaperType, question, small } from '../../paper/parts.js';
import { typed } from '../field-type.js';
import type { PositionField } from './definition.js';

/** A place in words; what the map gave stands beside it. */
export const positionPaper: PaperType<PositionField> = ({ raw, t }) => {
  const [lat, lon] = [typed(raw, 'lat'), typed(raw, 'lon')];
  const degrees = lat === '' ? '' : t('forms.position.degrees', { lat, lon });
  return question({
    label: null,
    lines: [
      [area(2, [typed(raw, 'words'), degrees].filter(Boolean).join('\n'))],
      [small(t('paperForm.place'))],
    ],
  });
};
