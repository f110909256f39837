import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawAnswers, readPage } from '#forms/page-reading.js';
import { FormPage, type FormPageProps, formPageTop } from '#forms/views/form-page.js';
import { typedPage } from '#modules/procedure/fixtures.js';
import { everyForm, everyPage, WALK_DAY } from '#modules/procedure/walk.fixture.js';
import { ASSETS_DIRECTORY, ASSETS_PREFIX, loadAssets } from '#ui/assets.js';
import { pageContext } from '#ui/gallery/page-context.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import { complaintsOf, launchBrowser, look } from '../harness/browser.ts';
import { expectSound } from '../harness/sound.ts';

/*
 * Each page of each shipped form, as the product renders it, in one browser: filled in, and sent back with errors.
 * The pages are made here and not asked of a server, so that all of them are judged in the time of a few journeys.
 */

const ORIGIN = 'http://forms.test';
const TYPES: Record<string, string> = { '.css': 'text/css', '.js': 'text/javascript' };
const page = pageContext({ asset: loadAssets() });
const { t } = page;
const forms = (await everyForm()).map((one) => ({ ...one, pages: everyPage(one.form) }));

let browser: Browser;
let tab: Page;
let complaints: string[];
let shown = '';
beforeAll(async () => {
  browser = await launchBrowser();
  const context = await look(browser, 'at 360 px');
  await context.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (!pathname.startsWith(ASSETS_PREFIX))
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: shown });
    const body = await readFile(join(ASSETS_DIRECTORY, pathname.slice(ASSETS_PREFIX.length)));
    return route.fulfill({ contentType: TYPES[extname(pathname)] ?? 'font/woff2', body });
  });
  tab = await context.newPage();
  complaints = complaintsOf(tab);
});
afterAll(() => browser?.close());

async function judge(props: FormPageProps): Promise<void> {
  shown = `<!doctype html>${(
    <CitizenPage page={page} {...formPageTop(props, '/')} isPrivate>
      <FormPage {...props} />
    </CitizenPage>
  )}`;
  await tab.goto(`${ORIGIN}/${props.page.id}`);
  await expectSound(tab, complaints);
}

describe.each(forms)('$name', ({ form, pages }) => {
  test(`has ${pages.length} pages, each sound`, async () => {
    expect(pages.map(({ page: { id } }) => id)).toEqual(
      expect.arrayContaining(form.pages.map(({ id }) => id)),
    );
    for (const { page: formPage, total, answers } of pages) {
      const { id, fields } = formPage;
      const props = { t, page: formPage, total, action: '/' };
      await judge({ ...props, raw: rawAnswers(form, fields, answers) });
      const blank = readPage(form, id, typedPage(fields, {}), answers, { today: WALK_DAY });
      if (!blank.isComplete) await judge({ ...props, raw: blank.raw, errors: blank.errors });
    }
  });
});
