import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { JAPAN, scriptless } from './browser.ts';

/**
 * Everything that axe finds on the page as it stands, best practices included. The library is put in through the
 * debugger, which no content security policy stops, so that the page is judged under its own policy.
 */
async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    // Preloading would fetch the styles again and be refused by the page's policy.
    (globalThis as unknown as { axe: typeof axe }).axe.run({ preload: false }),
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
  );
}

/** What stands on a page, where scripts run; the page's own are empty there. One for the pages of a browser in turn. */
interface Twin {
  page: Page;
  shown: string;
}
const twins = new WeakMap<Browser, Promise<Twin>>();

async function twinIn(browser: Browser): Promise<Twin> {
  const context = await browser.newContext(JAPAN);
  const twin: Twin = { page: await context.newPage(), shown: '' };
  await context.route('**/*', (route) => {
    const type = route.request().resourceType();
    if (type === 'script') return route.fulfill({ contentType: 'text/javascript', body: '' });
    if (type === 'document')
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: twin.shown });
    return route.continue();
  });
  return twin;
}

/**
 * axe needs timers, which a page without script has not: there it judges a twin. The twin shows what stands on the
 * page, errors of a form included, and asks the server for nothing but its styles.
 */
async function axeFindingsWithoutScript(page: Page): Promise<string[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page belongs to a browser');
  const known = twins.get(browser) ?? twinIn(browser);
  twins.set(browser, known);
  const twin = await known;
  twin.shown = await page.content();
  const viewport = page.viewportSize();
  if (viewport) await twin.page.setViewportSize(viewport);
  await twin.page.goto(page.url());
  return axeFindings(twin.page);
}

/** Nothing of the page is wider than the screen. */
const overflow = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const widest = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    return widest
      .slice(-3)
      .map((element) => `${element.tagName} ${element.className} is wider than the screen`);
  });

/** A page as it must be wherever a test comes to: axe finds nothing, nothing sticks out, the browser is content. */
export async function expectSound(page: Page, complaints: readonly string[]): Promise<void> {
  expect(complaints, `complaints on ${page.url()}`).toEqual([]);
  expect(await overflow(page), `width of ${page.url()}`).toEqual([]);
  const findings = scriptless.has(page.context()) ? axeFindingsWithoutScript(page) : axeFindings(page);
  expect(await findings, `axe on ${page.url()}`).toEqual([]);
}
