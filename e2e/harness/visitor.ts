import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { complaintsOf, look, type View } from './browser.ts';
import { HANDS, type Means } from './hands.ts';
import { expectSound } from './sound.ts';

type Words = string | RegExp;

/**
 * Somebody with a browser. Wherever a step leads to, the page is judged: its status, one h1, a title, axe, its width,
 * what the browser complains about. What is on the page is found by its role and name, as people find it.
 */
export interface Visitor {
  page: Page;
  means: Means;
  /** Goes to an address. */
  visit(path: string, status?: number): Promise<void>;
  /** Presses a button or follows a link of the page's main part, which leads to a page. */
  press(name: Words, status?: number): Promise<void>;
  follow(name: Words, status?: number): Promise<void>;
  /** Presses faster than the page can answer. */
  pressTwice(name: Words): Promise<void>;
  choose(label: Words): Promise<void>;
  type(label: Words, text: string): Promise<void>;
  pick(label: Words, option: string): Promise<void>;
  /** The same steps inside a named group of fields. */
  within(group: Words): Pick<Visitor, 'type' | 'pick'>;
  /** All of this can be read in the main part of the page. */
  sees(...words: Words[]): Promise<void>;
  seesNot(...words: Words[]): Promise<void>;
  /** These errors, in the summary and beside their fields; the summary has the focus and leads to the fields. */
  isToldToMend(...errors: Words[]): Promise<void>;
  text(): Promise<string>;
  /** Judges the page as it stands, after a step of the test's own. */
  arrive(status?: number): Promise<void>;
  leave(): Promise<void>;
}

/** The control that an error in the summary leads to. */
const targetOf = async (link: Locator): Promise<Locator> =>
  link.page().locator(`[id="${decodeURIComponent(((await link.getAttribute('href')) ?? '#').slice(1))}"]`);

const matches = (text: string, words: Words) =>
  typeof words === 'string' ? text.includes(words) : words.test(text);

/** Waits until the page is there. Of two presses the first way is given up, which waitForURL takes for an error. */
export async function comesTo(page: Page, address: RegExp): Promise<void> {
  await expect.poll(() => page.url(), { timeout: 20_000 }).toMatch(address);
  await page.waitForLoadState();
}

export async function visitor(browser: Browser, home: string, view: View, means: Means): Promise<Visitor> {
  const context = await look(browser, view);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const hasScript = !view.endsWith('without script');
  const complaints = complaintsOf(page);
  const hands = HANDS[means](page);
  const main = page.locator('main');
  let lastStatus = 0;
  page.on('response', (response) => {
    if (response.request().isNavigationRequest() && response.frame() === page.mainFrame())
      lastStatus = response.status();
  });

  const arrive = async (status = 200) => {
    await page.waitForLoadState('load');
    expect(lastStatus, `status of ${page.url()}`).toBe(status);
    if (status >= 400) {
      // The browser notes the status of the page itself; that much is meant.
      const noted = complaints.findIndex((complaint) => complaint.includes(`status of ${status}`));
      if (noted !== -1) complaints.splice(noted, 1);
    }
    expect(await page.locator('h1').count(), `h1 on ${page.url()}`).toBe(1);
    expect(await page.title(), `title of ${page.url()}`).not.toBe('');
    await expectSound(page, complaints);
  };
  const lead = async (target: Locator, status?: number) => {
    const loaded = page.waitForEvent('load');
    await Promise.all([loaded, hands.press(target.first())]);
    await arrive(status);
  };
  // The first button of a form may be one that only Enter presses.
  const button = (name: Words) =>
    main.getByRole('button', { name }).and(page.locator(':not(.default-button)'));
  const text = async () => (await main.innerText()).replaceAll('\u00a0', ' ');
  const fieldsOf = (place: Locator): Pick<Visitor, 'type' | 'pick'> => ({
    type: (label, typed) => hands.type(place.getByLabel(label).first(), typed),
    pick: (label, option) => hands.pick(place.getByLabel(label).first(), option),
  });

  return {
    page,
    means,
    visit: async (path, status) => {
      await page.goto(path.startsWith('http') ? path : home + path);
      await arrive(status);
    },
    press: (name, status) => lead(button(name), status),
    follow: (name, status) => lead(main.getByRole('link', { name }), status),
    pressTwice: (name) => hands.pressTwice(button(name).first()),
    choose: (label) => hands.choose(main.getByLabel(label).first()),
    ...fieldsOf(main),
    within: (group) => fieldsOf(main.getByRole('group', { name: group })),
    sees: async (...words) => {
      const shown = await text();
      for (const one of words) expect(matches(shown, one), `${one} on ${page.url()}:\n${shown}`).toBe(true);
    },
    seesNot: async (...words) => {
      const shown = await text();
      for (const one of words) expect(matches(shown, one), `${one} on ${page.url()}:\n${shown}`).toBe(false);
    },
    isToldToMend: async (...errors) => {
      expect(await page.title()).toMatch(/^(エラー|まちがい)：/);
      const links = main.locator('error-summary').getByRole('link');
      const summary = (await links.allInnerTexts()).map((one) => one.trim());
      expect(summary.length, summary.join('\n')).toBe(errors.length);
      for (const [place, error] of errors.entries())
        expect(summary[place]).toSatisfy((one: string) => matches(one, error));
      for (const link of await links.all()) {
        const field = await targetOf(link);
        const spoken = await field.evaluate((element) =>
          [element, element.closest('fieldset'), element.closest('[role=group]')]
            .flatMap((one) => (one?.getAttribute('aria-describedby') ?? '').split(' '))
            .map(
              (id) =>
                document
                  .getElementById(id)
                  ?.textContent?.replace(/^(エラー|まちがい)：/, '')
                  .trim() ?? '',
            )
            .filter((words) => words !== ''),
        );
        const error = (await link.innerText()).trim();
        // The summary may name the field as well.
        expect(spoken, `the field of "${error}" is described by it`).toSatisfy((words: string[]) =>
          words.some((one) => error.endsWith(one)),
        );
      }
      if (!hasScript) return;
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('ERROR-SUMMARY');
      await hands.press(links.first());
      const target = await targetOf(links.first());
      expect(await target.evaluate((element) => element === document.activeElement)).toBe(true);
    },
    text,
    arrive,
    leave: () => context.close(),
  };
}
