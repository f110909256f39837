import { blank, comb, type PaperType, question, rowOf, small, tick } from '../../paper/parts.js';
import { typed } from '../field-type.js';
import { TYPE_WORDS, TYPES } from './bankAccount.js';
import type { BankAccountField } from './definition.js';

/** "0162 南都" → its code and name. */
function codeAndName(text: string, digits: number): [string, string] {
  const [, code = '', name = text] = new RegExp(`^(\\d{${digits}}) (.*)$`).exec(text) ?? [];
  return [code, name];
}

export const bankAccountPaper: PaperType<BankAccountField> = ({ raw, t }) => {
  const [bankCode, bank] = codeAndName(typed(raw, 'bank'), 4);
  const [branchCode, branch] = codeAndName(typed(raw, 'branch'), 3);
  const type = typed(raw, 'type');
  return question(
    {
      ...rowOf(blank(bank, 58), small(t('paperForm.code')), comb(4, bankCode)),
      label: t('forms.bank.bank'),
    },
    {
      ...rowOf(blank(branch, 58), small(t('paperForm.code')), comb(3, branchCode)),
      label: t('forms.bank.branch'),
    },
    {
      ...rowOf(...TYPES.map((value) => tick('type', value, t(TYPE_WORDS[value]), type === value))),
      label: t('forms.bank.type'),
    },
    { ...rowOf(comb(7, typed(raw, 'number'))), label: t('forms.bank.number') },
    { ...rowOf(blank(typed(raw, 'holder'))), label: t('forms.bank.holder') },
  );
};
