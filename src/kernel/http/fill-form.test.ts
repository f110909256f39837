import { describe, expect, test } from 'vitest';
import { fillForm } from './fill-form.js';

const to = (path: string) => (action: string) => action === path;

describe('a form that is filled again', () => {
  test('has every kind of control as it was sent, and nothing else changes', () => {
    const html = [
      '<p>before &lt;input&gt;</p><form action="/a" method="post"><input type="hidden" name="version" value="3"/>',
      '<input name="title" value="old"/><textarea name="text" rows="3">old</textarea>',
      '<input type="checkbox" name="kind" value="a" checked=""/><input type="checkbox" name="kind" value="b"/>',
      '<input type="radio" name="one" value="x"/><input type="radio" name="one" value="y"/>',
      '<select name="unit"><option value="" selected="">-</option><option value="u">U</option></select>',
      '<input type="file" name="file"/><button type="submit" name="press" value="save">Save</button></form>',
      '<input name="outside" value="kept"/>',
    ].join('');
    const filled = fillForm(html, to('/a'), {
      version: ['2'],
      title: ['「<b>"new" & \'more\'」'],
      text: ['\nfirst\r\n</textarea><script>'],
      kind: ['b'],
      one: ['y'],
      unit: ['u'],
      outside: ['lost'],
      press: ['save'],
    });
    expect(filled?.html).toBe(
      [
        '<p>before &lt;input&gt;</p><form action="/a" method="post"><input type="hidden" name="version" value="3"/>',
        '<input value="「&lt;b&gt;&quot;new&quot; &amp; &#39;more&#39;」" name="title"/>',
        '<textarea name="text" rows="3">\n\nfirst\r\n&lt;/textarea&gt;&lt;script&gt;</textarea>',
        '<input type="checkbox" name="kind" value="a"/><input checked="" type="checkbox" name="kind" value="b"/>',
        '<input type="radio" name="one" value="x"/><input checked="" type="radio" name="one" value="y"/>',
        '<select name="unit"><option value="">-</option><option selected="" value="u">U</option></select>',
        '<input type="file" name="file"/><button type="submit" name="press" value="save">Save</button></form>',
        '<input name="outside" value="kept"/>',
      ].join(''),
    );
    expect(filled?.unplaced).toEqual(['lost']);
  });

  test('is the one among several whose hidden values were sent', () => {
    const form = (id: string) =>
      `<form action="/a" method="post"><input type="hidden" name="id" value="${id}"/><input name="note"/></form>`;
    const filled = fillForm(form('1') + form('2'), to('/a'), { id: ['2'], note: ['here'] });
    expect(filled?.html).toBe(
      `${form('1')}<form action="/a" method="post"><input type="hidden" name="id" value="2"/><input value="here" name="note"/></form>`,
    );
  });

  test('may be reached by an address of its button, and may have controls outside', () => {
    const html =
      '<form id="f" action="/a" method="post"><button formaction="/b">B</button></form><input form="f" name="note"/>';
    expect(fillForm(html, to('/b'), { note: ['here'] })?.html).toContain(
      '<input value="here" form="f" name="note"/>',
    );
  });

  test('is not there where nothing is sent to that address', () => {
    expect(fillForm('<form action="/a" method="post"></form>', to('/b'), {})).toBeNull();
    expect(fillForm('<form action="/b" method="get"></form>', to('/b'), {})).toBeNull();
  });

  test('gives a name that comes several times its values in their order', () => {
    const html = '<form action="/a" method="post"><input name="n"/><input name="n"/></form>';
    const filled = fillForm(html, to('/a'), { n: ['1', '2', '3'] });
    expect(filled?.html).toContain('<input value="1" name="n"/><input value="2" name="n"/>');
    expect(filled?.unplaced).toEqual(['3']);
  });

  test('restores what a script had put into a hidden control that the page leaves empty', () => {
    const html = '<form action="/a" method="post"><input type="hidden" name="drawn" value=""/></form>';
    expect(fillForm(html, to('/a'), { drawn: ['data'] })?.html).toContain(
      '<input value="data" type="hidden" name="drawn"/>',
    );
  });
});
