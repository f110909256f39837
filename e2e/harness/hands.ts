import type { Locator, Page } from 'playwright-core';

/** How a person works a page: each verb leads to the same thing, by pointer or by keyboard alone. */
export interface Hands {
  press(target: Locator): Promise<void>;
  choose(target: Locator): Promise<void>;
  type(target: Locator, text: string): Promise<void>;
}

const pointer = (): Hands => ({
  press: (target) => target.click(),
  choose: (target) => target.check(),
  type: (target, text) => target.fill(text),
});

const MOST_STOPS = 250;

function keyboard(page: Page): Hands {
  const reach = async (target: Locator): Promise<void> => {
    await target.waitFor();
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`the tab key does not lead to ${target} on ${page.url()}`);
  };
  return {
    press: async (target) => {
      await reach(target);
      await page.keyboard.press('Enter');
    },
    choose: async (target) => {
      await reach(target);
      if (!(await target.isChecked())) await page.keyboard.press('Space');
    },
    type: async (target, text) => {
      await reach(target);
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(text);
    },
  };
}

export const HANDS = { 'by pointer': pointer, 'by keyboard alone': keyboard } as const;
export type Means = keyof typeof HANDS;
