import type { Locator, Page } from 'playwright-core';

/** How a person works a page: each verb leads to the same thing, by pointer or by keyboard alone. */
export interface Hands {
  press(target: Locator): Promise<void>;
  choose(target: Locator): Promise<void>;
  type(target: Locator, text: string): Promise<void>;
  /** Takes an option of a list by its words. */
  pick(target: Locator, option: string): Promise<void>;
  /** Presses twice, faster than the page can answer. */
  pressTwice(target: Locator): Promise<void>;
}

const pointer = (): Hands => ({
  press: (target) => target.click(),
  choose: (target) => target.check(),
  type: (target, text) => target.fill(text),
  pick: async (target, option) => {
    await target.selectOption({ label: option });
  },
  pressTwice: (target) => target.dblclick(),
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
      const name = await target.getAttribute('name');
      if ((await target.getAttribute('type')) === 'radio') {
        // The tab key stops once in a group: at what is chosen, else at the first. The arrows choose.
        const group = page.locator(`input[type=radio][name="${name}"]`);
        const chosen = group.and(page.locator(':checked'));
        await reach((await chosen.count()) > 0 ? chosen : group.first());
        if ((await chosen.count()) === 0) await page.keyboard.press('Space');
        for (let step = 0; step < MOST_STOPS && !(await target.isChecked()); step += 1)
          await page.keyboard.press('ArrowDown');
        return;
      }
      await reach(target);
      if (!(await target.isChecked())) await page.keyboard.press('Space');
    },
    type: async (target, text) => {
      await reach(target);
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.press('Delete');
      await page.keyboard.type(text);
    },
    pick: async (target, option) => {
      await reach(target);
      const chosen = () => target.locator('option:checked').innerText();
      await page.keyboard.press('Home');
      for (let step = 0; step < MOST_STOPS && (await chosen()).trim() !== option; step += 1)
        await page.keyboard.press('ArrowDown');
    },
    pressTwice: async (target) => {
      await reach(target);
      await Promise.all([page.keyboard.press('Enter'), page.keyboard.press('Enter')]);
    },
  };
}

export const HANDS = { 'by pointer': pointer, 'by keyboard alone': keyboard } as const;
export type Means = keyof typeof HANDS;
