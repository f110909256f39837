import { describe, expect, it } from 'vitest';
import { type Locale, type LocalizedText, localize } from '#kernel/i18n/locales.js';
import { pageContext } from '#ui/gallery/page-context.js';
import { CitizenPage } from './citizen-page.js';
import { PlainErrorPage } from './plain-error-page.js';
import { PlanPage } from './plan-page.js';
import { StaffPage } from './staff-page.js';

const page = pageContext();

describe('every layout', () => {
  const layouts = {
    citizen: (
      <CitizenPage page={page} title="題">
        本文
      </CitizenPage>
    ),
    staff: (
      <StaffPage page={page} title="題">
        本文
      </StaffPage>
    ),
    plan: (
      <PlanPage page={page} title="題" sections={[]}>
        本文
      </PlanPage>
    ),
    error: <PlainErrorPage page={page} title="題" />,
  };

  it.each(Object.entries(layouts))('%s has one main part, one h1 and its language', (_, layout) => {
    const html = String(layout);
    expect(html.match(/<main /g)).toHaveLength(1);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toMatch(/^<html lang="ja"/);
    expect(html).toContain('<title>題 | 奈良市</title>');
    expect(html).toContain('href="/nara-city/theme.css?7a1f3d"');
  });
});

it('a staff page that is not there in the wished language says so in it, once', () => {
  const staff = { ...pageContext({}, 'en'), notIn: 'vi' as const };
  const html = String(
    <StaffPage page={staff} title="Inbox">
      -
    </StaffPage>,
  );
  expect(html).toMatch(/^<html lang="en"/);
  expect(html.match(/<p class="site-not-in" lang="vi">[^<]*English/g)).toHaveLength(1);
});

describe('a text of the town in the title', () => {
  const names = { ja: '手続一覧', en: 'Procedures', 'zh-Hans': '手续列表' };
  const heading = (locale: Locale, quoted: LocalizedText) => {
    const title = `1: ${localize(quoted, locale)}`;
    const html = String(
      <CitizenPage page={pageContext({}, locale)} title={title} quoted={quoted}>
        -
      </CitizenPage>,
    );
    return /<h1>(.*)<\/h1>/.exec(html)?.[1];
  };

  it.each([
    ['zh-Hans', names, '1: 手续列表'],
    ['zh-Hans', '手続一覧', '1: <span lang="ja">手続一覧</span>'],
    ['vi', names, '1: <span lang="en">Procedures</span>'],
    ['en', names, '1: Procedures'],
    ['en', { ja: '手続一覧' }, '1: <span lang="ja">手続一覧</span>'],
  ] as const)('says in %s which language it is in: %j', (locale, quoted, expected) => {
    expect(heading(locale, quoted)).toBe(expected);
  });
});

describe('CitizenPage', () => {
  it('puts an emergency before everything but the skip link', () => {
    const html = String(
      <CitizenPage
        page={pageContext({ emergency: { title: '大雨', href: '/nara-city/emergency' } })}
        title="題"
      >
        本文
      </CitizenPage>,
    );
    expect(html.indexOf('緊急情報')).toBeLessThan(html.indexOf('<header'));
  });

  it('counts the places that errors stand for, not the errors', () => {
    const errors = [{ id: 'problems', text: '5か所', count: 5 }, { text: '氏名を入力してください' }];
    const html = String(
      <CitizenPage page={page} title="取り込み" errors={errors}>
        本文
      </CitizenPage>,
    );
    expect(html).toContain('6か所を直してください');
  });

  it('says errors first: in the tab, over the h1', () => {
    const html = String(
      <CitizenPage page={page} title="本人について" errors={[{ id: 'name', text: '氏名を入力してください' }]}>
        本文
      </CitizenPage>,
    );
    expect(html).toContain('<title>エラー：本人について | 奈良市</title>');
    expect(html.indexOf('href="#name"')).toBeLessThan(html.indexOf('<h1'));
  });

  it('comes back to the same page, question and all, when a preference is set', () => {
    const html = String(
      <CitizenPage
        page={pageContext({ path: '/plan', query: new URLSearchParams('stage=c&q=窓口') })}
        title="題"
      >
        本文
      </CitizenPage>,
    );
    const href = /href="([^"]*preferences\?lang=en[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(new URLSearchParams(href.split('?')[1]).get('back')).toBe(
      `/nara-city/plan?${new URLSearchParams('stage=c&q=窓口')}`,
    );
  });

  it('offers sign-in to visitors, and to others their page and a sign-out that is a POST', () => {
    const visitor = String(
      <CitizenPage page={page} title="題">
        本文
      </CitizenPage>,
    );
    expect(visitor).toContain('/nara-city/sign-in?back=%2Fnara-city%2Fprocedures%2Fmoving-in');
    const resident = String(
      <CitizenPage page={pageContext({ viewer: { name: '奈良 花子', kind: 'resident' } })} title="題">
        本文
      </CitizenPage>,
    );
    expect(resident).toContain('奈良 花子さん');
    expect(resident).toContain('action="/nara-city/sign-out" method="post"');
  });

  it('keeps private pages out of search machines', () => {
    expect(
      String(
        <CitizenPage page={page} title="題" isPrivate>
          本文
        </CitizenPage>,
      ),
    ).toContain('noindex');
    expect(
      String(
        <CitizenPage page={page} title="題">
          本文
        </CitizenPage>,
      ),
    ).not.toContain('noindex');
  });
});

describe('navigation', () => {
  it('marks where the page belongs', () => {
    const html = String(
      <CitizenPage page={page} title="題">
        本文
      </CitizenPage>,
    );
    expect(html).toMatch(/href="\/nara-city\/procedures" aria-current="true"/);
    expect(html.match(/aria-current="(true|page)"><span/g)).toHaveLength(1);
  });
});

describe('PlainErrorPage', () => {
  it('shows the reference by which the fault is found', () => {
    const html = String(<PlainErrorPage page={page} title="表示できません" reference="7F3A19C2" />);
    expect(html).toContain('7F3A19C2');
    expect(html).toContain('0742-34-1111');
  });
});
