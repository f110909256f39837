import { blank, comb, type PaperType, question, small, words } from '../../paper/parts.js';
import { typed } from '../field-type.js';
import type { PostalAddressField } from './definition.js';

/** 〒 in boxes, then the parts as an address is written. */
export const postalAddressPaper: PaperType<PostalAddressField> = ({ raw, t }) => {
  const [first = '', second = ''] = typed(raw, 'postalCode').split('-');
  return question({
    label: null,
    lines: [
      [
        words('〒'),
        comb(3, first),
        words('－'),
        comb(4, second),
        small(t('forms.address.prefecture')),
        blank(typed(raw, 'prefecture')),
      ],
      [small(t('forms.address.town')), blank(typed(raw, 'town'))],
      [small(t('forms.address.street')), blank(typed(raw, 'street'))],
      [small(t('forms.address.building')), blank(typed(raw, 'building'))],
    ],
  });
};
