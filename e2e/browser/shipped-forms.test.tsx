import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawAnswers, readPage } from '#forms/page-reading.js';
import { FormPage, formPageTop } from '#forms/views/form-page.js';
import { typedPage } from '#modules/procedure/fixtures.js';
import { everyForm, everyPage, WALK_DAY } from '#modules/procedure/walk.fixture.js';
import { ASSETS_DIRECTORY, ASSETS_PREFIX, loadAssets } from '#ui/assets.js';
import { pageContext } from '#ui/gallery/page-context.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import { complaintsOf, launchBrowser, look } from '../harness/browser.ts';

/*
 * Each page of each shipped form as the product renders it, on a phone, filled in and with what is wrong beside each
 * question. One document takes the pages in turn, so that some hundreds are judged in the time of a few journeys; its
 * head, header and footer are those of every page and are judged in pages.test.ts.
 */

const ADDRESS = 'http://forms.test/';
const TYPES: Record<string, string> = { '.css': 'text/css', '.js': 'text/javascript' };
const page = pageContext({ asset: loadAssets() });
const forms = await everyForm();

let browser: Browser;
let tab: Page;
let complaints: string[];
beforeAll(async () => {
  browser = await launchBrowser();
  const context = await look(browser, 'at 360 px');
  const empty = `<!doctype html>${(
    <CitizenPage page={page} title="申請">
      <p>…</p>
    </CitizenPage>
  )}`;
  await context.route(`${ADDRESS}**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (!pathname.startsWith(ASSETS_PREFIX))
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: empty });
    const body = await readFile(join(ASSETS_DIRECTORY, pathname.slice(ASSETS_PREFIX.length)));
    return route.fulfill({ contentType: TYPES[extname(pathname)] ?? 'font/woff2', body });
  });
  tab = await context.newPage();
  complaints = complaintsOf(tab);
  await tab.goto(ADDRESS);
  await tab.evaluate(axe.source);
});
afterAll(() => browser?.close());

/** What is wrong with pages, set into the document one after another. */
const judge = (documents: string[]): Promise<string[]> =>
  tab.evaluate(async (sources) => {
    const { axe: judging } = globalThis as unknown as { axe: typeof axe };
    const found: string[] = [];
    for (const source of sources) {
      const main = new DOMParser().parseFromString(source, 'text/html').querySelector('main');
      const before = document.querySelector('main');
      if (!main || !before) throw new Error('the page has a main part');
      before.replaceWith(document.adoptNode(main));
      const name = main.querySelector('h1')?.textContent ?? 'no h1';
      if (main.querySelectorAll('h1').length !== 1) found.push(`${name}: not one h1`);
      const { clientWidth, scrollWidth } = document.documentElement;
      if (scrollWidth > clientWidth) found.push(`${name}: ${scrollWidth} px wide`);
      const { violations } = await judging.run(main, { preload: false, resultTypes: ['violations'] });
      for (const { id, nodes } of violations)
        for (const { target, failureSummary } of nodes)
          found.push(`${name}: ${id}: ${target.join(' ')}: ${failureSummary}`);
    }
    return found;
  }, documents);

describe('the pages of', () => {
  test.each(forms)(
    '$name are sound',
    async ({ form }) => {
      const pages = everyPage(form);
      expect(new Set(pages.map(({ page: { id } }) => id))).toEqual(new Set(form.pages.map(({ id }) => id)));
      const documents = pages.map(({ page: formPage, total, answers }) => {
        const { id, fields } = formPage;
        const { errors } = readPage(form, id, typedPage(fields, {}), answers, { today: WALK_DAY });
        const raw = rawAnswers(form, fields, answers);
        const props = { t: page.t, page: formPage, total, raw, errors, action: '/' };
        return String(
          <CitizenPage page={page} {...formPageTop(props, '/')} isPrivate>
            <FormPage {...props} />
          </CitizenPage>,
        );
      });
      expect(await judge(documents)).toEqual([]);
      expect(complaints).toEqual([]);
    },
    60_000,
  );
});
