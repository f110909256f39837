import { z } from 'zod';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { FieldGroup } from '#ui/components/form-field.js';
import { Select } from '#ui/components/select.js';
import { TextInput, type TextInputProps } from '#ui/components/text-input.js';
import { bankDirectory } from '../../bank-directory.js';
import { FieldAction } from '../field-action.js';
import {
  answered,
  controlProps,
  errorText,
  type FieldError,
  type FieldType,
  type Raw,
  refused,
  typed,
} from '../field-type.js';
import { cleanLine, folded } from '../typed-text.js';
import type { BankAccountField } from './definition.js';

const PARTS = ['bank', 'branch', 'type', 'number', 'holder'] as const;
type Part = (typeof PARTS)[number];

const WORDS = {
  bank: 'forms.bank.bank',
  branch: 'forms.bank.branch',
  type: 'forms.bank.type',
  number: 'forms.bank.number',
  holder: 'forms.bank.holder',
} as const satisfies Record<Part, MessageKey>;

export const TYPES = ['ordinary', 'current', 'savings'] as const;
export const TYPE_WORDS = {
  ordinary: 'forms.bank.ordinary',
  current: 'forms.bank.current',
  savings: 'forms.bank.savings',
} as const satisfies Record<(typeof TYPES)[number], MessageKey>;

/** Letters that a transfer can carry (全銀協 standard): katakana, Latin capitals, digits and a few marks. */
const HOLDER = /^[ァ-ヴーA-Z0-9（）()．.\-／/「」 　]{1,40}$/u;

const Stored = z.strictObject({
  bankCode: z.string().regex(/^\d{4}$/),
  bankName: z.string().min(1).max(100),
  branchCode: z.string().regex(/^\d{3}$/),
  branchName: z.string().min(1).max(100),
  type: z.enum(TYPES),
  number: z.string().regex(/^\d{7}$/),
  holder: z.string().regex(HOLDER),
});
export type BankAccount = z.infer<typeof Stored>;

const FAULTS = {
  bank: { code: 'forms.error.bank.bank', parts: ['bank'] },
  branch: { code: 'forms.error.bank.branch', parts: ['branch'] },
  type: { code: 'forms.error.bank.type', parts: ['type'] },
  number: { code: 'forms.error.bank.number', parts: ['number'] },
  holder: { code: 'forms.error.bank.holder', parts: ['holder'] },
} as const satisfies Record<Part, FieldError>;

/** ﾅﾗ ﾊﾅｺ, なら　はなこ → ナラ ハナコ */
const holderName = (text: string): string =>
  cleanLine(text)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))
    .replace(/\s+/g, ' ');

/** The code in what was typed: itself, "0162 南都", or that of the only bank so called. */
function bankCode(text: string): string | null {
  const code = /^\d{4}(?=\D|$)/.exec(folded(text))?.[0];
  const directory = bankDirectory();
  if (code !== undefined) return directory.bank(code) === undefined ? null : code;
  return only(directory.banksCalled(cleanLine(text)), (one) => directory.bank(one), text);
}

function branchCode(bank: string, text: string): string | null {
  const code = /^\d{3}(?=\D|$)/.exec(folded(text))?.[0];
  const directory = bankDirectory();
  if (code !== undefined) return directory.branch(bank, code) === undefined ? null : code;
  return only(directory.branchesCalled(bank, cleanLine(text)), (one) => directory.branch(bank, one), text);
}

/** One that is called exactly so, or the only one that begins so. */
function only(codes: readonly string[], nameOf: (code: string) => string | undefined, text: string) {
  const wanted = cleanLine(text).normalize('NFKC');
  const exact = codes.filter((code) => {
    const name = nameOf(code)?.normalize('NFKC') ?? '';
    return (
      wanted === name ||
      (wanted.startsWith(name) && /^(銀行|信用金庫|信用組合|支店|出張所)$/.test(wanted.slice(name.length)))
    );
  });
  const [first] = exact.length === 1 ? exact : codes.length === 1 ? codes : [];
  return first ?? null;
}

export const bankAccount = {
  parts: PARTS,
  missing: 'forms.error.required.enter',
  valueType: () => ({
    context: {
      bankCode: 'string',
      bankName: 'string',
      branchCode: 'string',
      branchName: 'string',
      type: 'string',
      number: 'string',
      holder: 'string',
    },
  }),
  stored: () => Stored,
  parse(raw) {
    if (PARTS.every((part) => part === 'type' || cleanLine(typed(raw, part)) === '')) return answered(null);
    const errors: FieldError[] = [];
    const bank = bankCode(typed(raw, 'bank'));
    const branch = bank === null ? null : branchCode(bank, typed(raw, 'branch'));
    const type = TYPES.find((one) => one === typed(raw, 'type'));
    const digits = folded(typed(raw, 'number'));
    const holder = holderName(typed(raw, 'holder'));
    if (bank === null) errors.push(FAULTS.bank);
    if (branch === null) errors.push(FAULTS.branch);
    if (!type) errors.push(FAULTS.type);
    if (!/^\d{1,7}$/.test(digits)) errors.push(FAULTS.number);
    if (!HOLDER.test(holder)) errors.push(FAULTS.holder);
    if (bank === null || branch === null || !type || errors.length > 0) return refused(...errors);
    const directory = bankDirectory();
    return answered({
      bankCode: bank,
      bankName: directory.bank(bank) ?? '',
      branchCode: branch,
      branchName: directory.branch(bank, branch) ?? '',
      type,
      // Shorter numbers are written with zeros in front.
      number: digits.padStart(7, '0'),
      holder,
    });
  },
  act: (raw, action) => (action === 'find' ? found(raw) : null),
  toRaw: (account) => ({
    bank: [`${account.bankCode} ${account.bankName}`],
    branch: [`${account.branchCode} ${account.branchName}`],
    type: [account.type],
    number: [account.number],
    holder: [account.holder],
  }),
  display: (account, _field, t) =>
    t('forms.bank.display', {
      bank: account.bankName,
      bankCode: account.bankCode,
      branch: account.branchName,
      branchCode: account.branchCode,
      type: t(TYPE_WORDS[account.type]),
      number: account.number,
      holder: account.holder,
    }),
  errors: () => Object.values(FAULTS),
  controlId: ({ id }, part) => `${id}-${part || 'bank'}`,
  View(props) {
    const { t, field, raw, errors } = props;
    const whole = errors.filter(({ parts }) => parts === undefined);
    const control = (part: Part) => {
      const own = errors.filter(({ parts }) => parts?.includes(part));
      return {
        t,
        id: `${field.id}-${part}`,
        name: `${field.id}.${part}`,
        label: t(WORDS[part]),
        value: typed(raw, part),
        error: own.map((error) => errorText(error, field.label, t)).join(' ') || undefined,
        required: !field.optional,
        bare: field.optional,
      };
    };
    const input = (part: Part, more: Partial<TextInputProps> = {}) => (
      <TextInput {...control(part)} autoComplete="off" {...more} />
    );
    const isTyped = typed(raw, 'bank') !== '';
    const candidates = isTyped ? candidatesFor(raw) : [];
    return (
      <FieldGroup field={{ ...controlProps({ ...props, errors: whole }), bare: !field.optional }}>
        {input('bank', { hint: t('forms.bank.bankHint'), width: '20' })}
        {input('branch', { hint: t('forms.bank.branchHint'), width: '20' })}
        {candidates.length > 0 && (
          <div class="candidates">
            <p>{t('forms.bank.candidates')}</p>
            <ul>
              {candidates.map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          </div>
        )}
        <FieldAction does={`${field.id}:find`} size="small">
          {t('forms.bank.find')}
        </FieldAction>
        <Select
          {...control('type')}
          options={TYPES.map((value) => ({ value, label: t(TYPE_WORDS[value]) }))}
          width="10"
        />
        {input('number', { inputMode: 'numeric', width: '10', hint: t('forms.bank.numberHint') })}
        {input('holder', { hint: t('forms.bank.holderHint'), width: '20' })}
      </FieldGroup>
    );
  },
} as const satisfies FieldType<BankAccountField, BankAccount>;

/** What was typed with code and name in place of a name that means one bank or branch. */
function found(raw: Raw): Raw {
  const directory = bankDirectory();
  const bank = bankCode(typed(raw, 'bank'));
  if (bank === null) return raw;
  const branch = branchCode(bank, typed(raw, 'branch'));
  return {
    ...raw,
    bank: [`${bank} ${directory.bank(bank)}`],
    ...(branch !== null && { branch: [`${branch} ${directory.branch(bank, branch)}`] }),
  };
}

/** Banks or branches that the typed name may mean, when it means several. */
function candidatesFor(raw: Raw): string[] {
  const directory = bankDirectory();
  const [bankText, branchText] = [cleanLine(typed(raw, 'bank')), cleanLine(typed(raw, 'branch'))];
  const bank = bankText === '' ? null : bankCode(bankText);
  if (bankText !== '' && bank === null) {
    return directory.banksCalled(bankText).map((code) => `${code} ${directory.bank(code)}`);
  }
  if (bank === null || branchText === '' || branchCode(bank, branchText) !== null) return [];
  return directory.branchesCalled(bank, branchText).map((code) => `${code} ${directory.branch(bank, code)}`);
}
