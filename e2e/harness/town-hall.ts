import type { Browser } from 'playwright-core';
import { launchBrowser, type View } from './browser.ts';
import type { Means } from './hands.ts';
import { type Product, startProduct } from './product.ts';
import { type Visitor, visitor } from './visitor.ts';

/** The demo town's product and a browser to visit it with. */
export interface TownHall {
  product: Product;
  browser: Browser;
  /** Somebody who is not signed in; in Nara City unless another town is named. */
  anybody(view: View, means: Means, slug?: string): Promise<Visitor>;
  close(): Promise<void>;
}

export async function openTownHall(): Promise<TownHall> {
  const [product, browser]: [Product, Browser] = await Promise.all([startProduct(), launchBrowser()]);
  return {
    product,
    browser,
    anybody: (view, means, slug = 'nara-city') => visitor(browser, `${product.url}/${slug}`, view, means),
    close: async () => {
      await browser.close();
      await product.stop();
    },
  };
}

export const CITIZEN = /市民・事業者としてサインイン|市民・事業者 としてサインイン/;
export const STAFF = /職員としてサインイン|職員 としてサインイン/;

/** Signs in at the page where the person stands, or at the door. */
export async function signIn(who: Visitor, audience: RegExp, name: string): Promise<void> {
  if (!who.page.url().includes('/sign-in')) await who.visit('/sign-in');
  await who.follow(audience);
  await who.press(new RegExp(`${name}.*サインイン`));
}
