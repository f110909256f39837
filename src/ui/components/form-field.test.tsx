import { describe, expect, it } from 'vitest';
import { translatorFor } from '#kernel/i18n/translate.js';
import { CheckboxGroup } from './checkbox-group.js';
import { DateInput } from './date-input.js';
import { ErrorSummary } from './error-summary.js';
import { Select } from './select.js';
import { TextInput } from './text-input.js';
import { Textarea } from './textarea.js';

const t = translatorFor('ja');

/** The attributes of the first element of that name. */
const attributesOf = (html: string, element: string): string =>
  new RegExp(`<${element}( [^>]*)>`).exec(html)?.[1] ?? '';

describe('a field', () => {
  it('ties hint, error and unit to its control', () => {
    const html = String(
      <TextInput t={t} id="fee" label="見積額" hint="税込み" error="数字で入力します" suffix="円" />,
    );
    const input = attributesOf(html, 'input');
    expect(input).toContain('aria-describedby="fee-hint fee-error fee-unit"');
    expect(input).toContain('aria-invalid="true"');
    for (const id of ['fee-hint', 'fee-error', 'fee-unit']) expect(html).toContain(`id="${id}"`);
  });

  it('says nothing of errors when there is none', () => {
    const html = String(<TextInput t={t} id="name" label="氏名" />);
    expect(html).not.toMatch(/aria-invalid|aria-describedby|field-error/);
  });

  it('says in words whether it is required', () => {
    expect(String(<TextInput t={t} id="name" label="氏名" required />)).toContain('必須');
    expect(String(<TextInput t={t} id="name" label="氏名" />)).toContain('任意');
    expect(String(<TextInput t={t} id="name" label="氏名" bare />)).not.toMatch(/必須|任意/);
  });

  it('gives back what was typed, as text', () => {
    const html = String(<Textarea t={t} id="reason" label="理由" value={'</textarea><b>&'} />);
    expect(html).toContain('&lt;/textarea&gt;&lt;b&gt;&amp;');
  });

  it('can be the heading of its page', () => {
    expect(String(<TextInput t={t} id="name" label="お名前" labelSize="page" />)).toMatch(
      /<h1[^>]*><label[^>]*for="name"/,
    );
  });
});

describe('Select', () => {
  it('has an empty first choice unless told otherwise, and marks the chosen one', () => {
    const options = [
      { value: 'a', label: '都跡' },
      { value: 'b', label: '伏見' },
    ];
    const html = String(<Select t={t} id="ward" label="地区" options={options} value="b" />);
    expect(html).toContain('<option value="">選択してください</option>');
    expect(html.match(/selected/g)).toHaveLength(1);
    expect(html).toMatch(/value="b" selected/);
    expect(String(<Select t={t} id="ward" label="地区" options={options} emptyLabel={null} />)).not.toContain(
      'value=""',
    );
  });
});

describe('a group of controls', () => {
  it('is a fieldset whose first control has the id of the field', () => {
    const html = String(
      <CheckboxGroup
        t={t}
        id="needs"
        label="必要なもの"
        options={[
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ]}
        values={['b']}
        error="一つ以上選びます"
      />,
    );
    expect(attributesOf(html, 'fieldset')).toContain('aria-describedby="needs-error"');
    expect(html).toMatch(/<input[^>]*id="needs"[^>]*value="a"/);
    expect(html).toMatch(/<input[^>]*id="needs-2"[^>]*value="b"[^>]*checked/);
  });
});

describe('DateInput', () => {
  it('sends its parts under the name of the field and keeps wrong input', () => {
    const html = String(
      <DateInput
        t={t}
        id="born"
        name="applicant.born"
        label="生年月日"
        eras
        value={{ era: 'showa', year: '７２x', month: '3' }}
        error="昭和は64年までです。"
        invalidParts={['year']}
      />,
    );
    for (const part of ['era', 'year', 'month', 'day'])
      expect(html).toContain(`name="applicant.born.${part}"`);
    expect(html).toContain('value="７２x"');
    expect(html).toMatch(/value="showa" selected/);
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(1);
    expect(html).toMatch(/<select[^>]*id="born"/);
  });
});

describe('ErrorSummary', () => {
  it('links to the controls and counts', () => {
    const html = String(
      <ErrorSummary
        t={t}
        errors={[{ id: 'name', text: '氏名を入力してください' }, { text: '添付が大きすぎます' }]}
      />,
    );
    expect(html).toContain('2か所を直してください');
    expect(html).toContain('href="#name"');
    expect(html.match(/<a /g)).toHaveLength(1);
  });

  it('is absent without errors', () => {
    expect(String(<ErrorSummary t={t} errors={[]} />)).toBe('');
    // The browser gives it the focus where no script does.
    expect(attributesOf(String(<ErrorSummary t={t} errors={[{ text: '誤り' }]} />), 'error-summary')).toMatch(
      /tabindex="-1" autofocus/,
    );
  });
});
