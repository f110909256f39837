import type { Page } from 'playwright-core';

/** Attributes that are read out. */
const SAID = ['aria-label', 'aria-description', 'alt', 'title', 'placeholder', 'label'];

/**
 * Japanese of a page in another language that does not say that it is Japanese, so that a screen reader would read it with
 * the wrong voice. The language switch names each language in its own words.
 */
export const unmarkedJapanese = (page: Page): Promise<string[]> =>
  page.evaluate((attributes) => {
    const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
    const isMarked = (element: Element) =>
      element.closest('[lang]')?.getAttribute('lang') !== document.documentElement.lang;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (texts.nextNode()) {
      const { data, parentElement } = texts.currentNode as Text;
      if (parentElement && japanese.test(data) && !isMarked(parentElement))
        found.push(`${parentElement.tagName} ${parentElement.className}: ${data}`);
    }
    for (const element of document.querySelectorAll('body *')) {
      for (const name of attributes) {
        const said = element.getAttribute(name) ?? '';
        if (japanese.test(said) && !isMarked(element)) found.push(`${element.tagName} ${name}: ${said}`);
      }
    }
    return found;
  }, SAID);
