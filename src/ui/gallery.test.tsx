import { describe, expect, it } from 'vitest';
import { pageContext } from './gallery/page-context.js';
import { Gallery } from './gallery.js';
import { CitizenPage } from './layouts/citizen-page.js';

const page = pageContext();
const html = String(
  <CitizenPage page={page} title="部品の見本" width="wide">
    <Gallery t={page.t} />
  </CitizenPage>,
);

const all = (pattern: RegExp): string[] => [...html.matchAll(pattern)].map(([, found]) => found ?? '');

describe('the gallery of all components', () => {
  it('obeys the content security policy: no style and no script inside the page', () => {
    expect(html).not.toMatch(/ style="|<style| on[a-z]+="|javascript:/);
    expect(all(/<script([^>]*)>/g)).toEqual([expect.stringContaining('type="module" src=')]);
  });

  it('has no id twice', () => {
    const ids = all(/ id="([^"]+)"/g);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('refers only to ids that are there', () => {
    const ids = new Set(all(/ id="([^"]+)"/g));
    const references = [
      ...all(/ (?:aria-describedby|aria-labelledby|for|form)="([^"]+)"/g).flatMap((list) => list.split(' ')),
      ...all(/ href="#([^"]+)"/g).filter((id) => !/^\d$/.test(id)),
    ];
    expect(references.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('shows no value that is none', () => {
    expect(html).not.toMatch(/undefined|\[object|NaN|>null</);
  });

  it('has a name for every control', () => {
    const labelled = new Set(all(/<label[^>]* for="([^"]+)"/g));
    const controls = all(/<((?:input|select|textarea) [^>]+)>/g).filter(
      (control) => !control.includes('type="hidden"'),
    );
    const nameless = controls.filter(
      (control) =>
        !control.includes('aria-label=') && !labelled.has(/ id="([^"]+)"/.exec(control)?.[1] ?? ''),
    );
    expect(nameless).toEqual([]);
  });
});
