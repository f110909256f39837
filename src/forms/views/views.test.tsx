import { describe, expect, it } from 'vitest';
import { translatorFor } from '#kernel/i18n/translate.js';
import { FormDefinition } from '../definition.js';
import { attributesOf, bodyOf, wordsIn } from '../fields/fixtures.js';
import { certificateForm, completeAnswers, FACTS } from '../fixtures.js';
import { journey, reachablePage } from '../journey.js';
import { ASKED, rawAnswers, readPage } from '../page-reading.js';
import { CheckAnswersPage, checkAnswersTop, DECLARATION } from './check-answers-page.js';
import { FormPage, type FormPageProps, formPageTop } from './form-page.js';

const t = translatorFor('ja');
const agent = { ...completeAnswers, applicantIs: 'agent', agentName: '葛󠄀城 <太郎>', agentPhone: null };
const way = journey(certificateForm, agent, FACTS);

function propsOf(id: string, more: Partial<FormPageProps> = {}): FormPageProps {
  const page = reachablePage(way, id);
  if (!page) throw new Error(`not reachable: ${id}`);
  return {
    t,
    page,
    total: way.total,
    raw: rawAnswers(certificateForm, page.fields, agent),
    action: `/apply/${id}`,
    hidden: { key: 'k-1' },
    ...more,
  };
}
const ordinary = { sensitivity: 'ordinary' };
const dependent = FormDefinition.parse({
  pages: [
    {
      id: 'only',
      title: '理由',
      fields: [
        { id: 'other', kind: 'yesNo', label: 'ほかの理由ですか', ...ordinary },
        { id: 'why', kind: 'text', label: 'その理由', show: 'other', ...ordinary },
        {
          id: 'copies',
          kind: 'number',
          label: '何通ですか',
          show: 'today > date("2099-01-01")',
          ...ordinary,
        },
      ],
    },
  ],
});
const render = (props: FormPageProps) => String(<FormPage {...props} />);
const ids = (markup: string) => [...markup.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);

describe('a page of questions', () => {
  it('shows where one is, one heading, labelled controls and the next step', () => {
    const markup = render(propsOf('agent'));
    expect(wordsIn(markup)).toContain('全6ページ中2ページ目：');
    expect(markup.match(/<h1/g)).toHaveLength(1);
    expect(wordsIn(markup)).toContain('代理人の氏名 必須');
    expect(wordsIn(markup)).toContain('代理人の電話番号 任意');
    expect(markup).toContain('value="葛󠄀城 &lt;太郎&gt;"');
    expect(markup).toContain('action="/apply/agent" method="post"');
    expect(markup).toContain('<input type="hidden" name="key" value="k-1"/>');
    expect(attributesOf(markup, 'input').filter((input) => input.includes(`name="${ASKED}"`))).toHaveLength(
      2,
    );
    expect(wordsIn(markup)).toMatch(/次へ進む$/);
  });

  it('makes a single question the heading', () => {
    const markup = render(propsOf('who'));
    expect(markup.match(/<h1/g)).toHaveLength(1);
    expect(markup).toMatch(/<legend[^>]*><h1/);
    expect(formPageTop(propsOf('who'), '/apply')).toMatchObject({
      title: 'どなたの証明書ですか',
      ownHeading: true,
      back: { href: '/apply' },
      errors: [],
    });
  });

  it.each(certificateForm.pages.map(({ id }) => id))(
    'page %s: ids are unique and every label has its control',
    (id) => {
      const markup = render(propsOf(id));
      expect(new Set(ids(markup)).size).toBe(ids(markup).length);
      for (const [, target] of markup.matchAll(/<label[^>]* for="([^"]*)"/g))
        expect(ids(markup)).toContain(target);
      for (const input of attributesOf(markup, 'input').filter((one) => !one.includes('type="hidden"'))) {
        expect(markup).toContain(`for="${/ id="([^"]*)"/.exec(input)?.[1]}"`);
      }
    },
  );

  it.each(certificateForm.pages.map(({ id }) => id))(
    'page %s: sent back as it is shown, it gives the same answers',
    (id) => {
      const body = bodyOf(render(propsOf(id)));
      expect(body.getAll(ASKED)).toEqual(reachablePage(way, id)?.fields.map((field) => field.id));
      const reading = readPage(certificateForm, id, body, agent, FACTS);
      expect(reading).toMatchObject({ isComplete: true, answers: agent });
    },
  );

  it('leads from each error to its control and shows again what was typed', () => {
    const body = new URLSearchParams({
      personName: '',
      'birthDate.era': 'heisei',
      'birthDate.year': '31',
      'birthDate.month': '5',
      'birthDate.day': '1',
      'homeAddress.postalCode': '630',
    });
    const { raw, errors, fields } = readPage(certificateForm, 'person', body, agent, FACTS);
    const props = propsOf('person', { raw, errors, fields });
    const markup = render(props);
    const list = formPageTop(props, '/apply/agent').errors ?? [];
    expect(list.map(({ text }) => text)).toEqual([
      '氏名を入力してください。',
      '生年月日：平成31年5月1日という日はありません（元号が変わった後です）。2019年5月1日（令和元年）のことでしたら、そのように入力してください。',
      '住所の郵便番号は、7けたの数字で入力してください。例：630-8580',
      '住所の都道府県を選んでください。',
      '住所の市区町村・町名を入力してください。',
      '住所の丁目・番地を入力してください。',
    ]);
    for (const { id } of list) expect(ids(markup)).toContain(id);
    expect(markup).toContain('value="31"');
    expect(markup).toContain('value="630"');
  });

  it('says that questions were added, and offers to save', () => {
    const sent = new URLSearchParams([
      [ASKED, 'copies'],
      [ASKED, 'items'],
      ['copies', '5'],
    ]);
    const { raw, errors, fields, revealed } = readPage(certificateForm, 'wish', sent, agent, FACTS);
    const markup = render(
      propsOf('wish', { raw, errors, fields, revealed, saveDraft: { name: '_save', value: 'draft' } }),
    );
    expect(markup).toContain('role="status"');
    expect(wordsIn(markup)).toContain('答えに合わせて、質問が増えました。');
    expect(wordsIn(markup)).toContain('多く要る理由');
    expect(attributesOf(markup, 'button').find((button) => button.includes('name="_save"'))).toContain(
      'formnovalidate',
    );
  });

  it('holds ready what an answer on the page itself brings up, and shows only what is asked', () => {
    const page = (fields: readonly string[], revealed: string[] = []) => {
      const [only] = journey(dependent, {}, FACTS).pages;
      if (!only) throw new Error('there is a page');
      return render({
        ...propsOf('who'),
        page: only,
        raw: { why: { '': ['引っ越し'] } },
        fields: only.page.fields.filter(({ id }) => fields.includes(id)),
        revealed,
      });
    };
    const waiting = page(['other']);
    expect(waiting).toMatch(
      /<shown-when [^>]*data-names="why"[^>]* hidden[^>]*><template>.*引っ越し.*<\/template>/s,
    );
    expect(waiting).toContain('data-said="質問が増えました：その理由"');
    expect(wordsIn(waiting)).not.toContain('その理由');
    // What the page cannot judge comes only from the server.
    expect(waiting).not.toContain('何通ですか');
    expect(bodyOf(waiting).getAll(ASKED)).toEqual(['other']);

    const shown = page(['other', 'why']);
    expect(shown).not.toContain('<template>');
    expect(shown).toMatch(/<shown-when [^>]*data-names="why"(?! hidden)/);
    expect(wordsIn(shown)).toContain('その理由');
    expect(bodyOf(shown).getAll(ASKED)).toEqual(['other', 'why']);
    // The server asks for it: nothing on the page may take it away.
    expect(page(['other', 'why'], ['why'])).not.toContain('<shown-when');
  });

  it('speaks the language of the person', () => {
    const markup = render(propsOf('person', { t: translatorFor('en') }));
    expect(wordsIn(markup)).toContain('The person');
    expect(wordsIn(markup)).toContain('Postal code');
  });
});

describe('the check page', () => {
  const props = {
    t,
    journey: way,
    changeHref: (page: string, field: string) => `/apply/${page}?check=1#${field}`,
    action: '/apply/submit',
    hidden: { key: 'k-2' },
  };

  it('lists every relevant answer with the way to change it', () => {
    const markup = String(<CheckAnswersPage {...props}>手数料 600円</CheckAnswersPage>);
    expect(attributesOf(markup, 'a').map((link) => /href="([^"]*)"/.exec(link)?.[1])).toEqual([
      '/apply/who?check=1#applicantIs',
      '/apply/agent?check=1#agentName',
      '/apply/agent?check=1#agentPhone',
      '/apply/person?check=1#personName',
      '/apply/person?check=1#birthDate',
      '/apply/person?check=1#homeAddress',
      '/apply/wish?check=1#copies',
      '/apply/wish?check=1#items',
      '/apply/period?check=1#fromDay',
      '/apply/period?check=1#toDay',
      '/apply/agree?check=1#consented',
    ]);
    expect(markup).toContain('葛󠄀城 &lt;太郎&gt;');
    expect(wordsIn(markup)).toContain('代理人の電話番号 入力なし');
    expect(wordsIn(markup)).toContain('手数料 600円');
    expect(wordsIn(markup)).toMatch(/入力した内容は事実のとおりです。 申請する$/);
  });

  it('asks for the declaration', () => {
    const missing = { ...props, isDeclarationMissing: true };
    const markup = String(<CheckAnswersPage {...missing} />);
    expect(checkAnswersTop(missing, '/apply/agree')).toMatchObject({
      title: '内容の確認',
      back: { href: '/apply/agree' },
      errors: [
        {
          id: DECLARATION,
          text: '続けるには、「入力した内容は事実のとおりです。」にチェックを入れてください。',
        },
      ],
    });
    expect(markup).toContain(`id="${DECLARATION}"`);
    expect(markup).toContain('aria-invalid="true"');
  });
});
