import { blank, comb, type PaperType, question, rowOf, words } from '../../paper/parts.js';
import { typed } from '../field-type.js';
import type { PhoneField } from './definition.js';

/** Area code, exchange, number: as long as each can be (電気通信番号規則 別表). */
const GROUPS = [5, 4, 4] as const;

export const phonePaper: PaperType<PhoneField> = ({ raw }) => {
  const number = typed(raw);
  const groups = number.split('-');
  if (
    number !== '' &&
    !(groups.length === 3 && GROUPS.every((most, at) => (groups[at] ?? '').length <= most))
  )
    return question(rowOf(blank(number)));
  const [area = '', exchange = '', last = ''] = groups;
  return question(
    rowOf(comb(GROUPS[0], area), words('－'), comb(GROUPS[1], exchange), words('－'), comb(GROUPS[2], last)),
  );
};
