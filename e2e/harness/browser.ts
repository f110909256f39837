import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumProgram } from '#testing/chromium.js';

/** Debian's Chromium, without anything that talks to the outside. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumProgram();
  if (!executablePath) throw new Error('no Chromium is installed');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

export const JAPAN = { locale: 'ja-JP', timezoneId: 'Asia/Tokyo' };

/** How a page is looked at: on a phone or a desktop, with script or without. */
export const VIEWS = {
  'at 360 px': { ...JAPAN, viewport: { width: 360, height: 800 }, hasTouch: true },
  'at 360 px without script': {
    ...JAPAN,
    viewport: { width: 360, height: 800 },
    hasTouch: true,
    javaScriptEnabled: false,
  },
  'at 1280 px': { ...JAPAN, viewport: { width: 1280, height: 900 } },
  'at 1280 px without script': { ...JAPAN, viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
} as const;
export type View = keyof typeof VIEWS;

/** Contexts in which pages run no script. */
export const scriptless = new WeakSet<BrowserContext>();

export async function look(browser: Browser, view: View): Promise<BrowserContext> {
  const context = await browser.newContext(VIEWS[view]);
  if ('javaScriptEnabled' in VIEWS[view]) scriptless.add(context);
  return context;
}

/** What a visitor's browser complains about: script errors, refused by the content security policy, not found. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    // What a graphics card that is none says of itself is no complaint of a page with a map.
    const isOfDriver = message.text().includes('GL Driver Message');
    if (!isOfDriver && (message.type() === 'error' || message.type() === 'warning'))
      complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // Aborted: the visitor went on before all of the page was there, fonts above all. What is refused or broken says so.
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${reason}`);
  });
  return complaints;
}
