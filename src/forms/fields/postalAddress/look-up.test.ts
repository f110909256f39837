import { describe, expect, it } from 'vitest';
import { FormDefinition } from '../../definition.js';
import { rawAnswers, readPage, type SentForm } from '../../page-reading.js';
import { ACTION, type Raw } from '../field-type.js';
import { withTowns } from './look-up.js';
import type { Town } from './town.js';

const personal = { sensitivity: 'personal' } as const;
const form = FormDefinition.parse({
  pages: [
    {
      id: 'page',
      title: '住所',
      fields: [
        { id: 'home', kind: 'postalAddress', label: '住所', ...personal },
        { id: 'owner', kind: 'person', label: '所有者', ask: ['address'], ...personal },
        {
          id: 'members',
          kind: 'people',
          label: '世帯',
          itemLabel: '世帯員',
          fields: [{ id: 'address', kind: 'postalAddress', label: '住所', ...personal }],
          ...personal,
        },
      ],
    },
  ],
});

const LIST: Readonly<Record<string, readonly Town[]>> = {
  '630-8580': [{ prefecture: '奈良県', town: '奈良市二条大路南' }],
  '639-0274': [
    { prefecture: '奈良県', town: '葛城市今在家' },
    { prefecture: '奈良県', town: '葛城市染野' },
  ],
};

/** The page after a button, and the codes that were asked for. */
async function press(entries: Record<string, string>) {
  const asked: string[] = [];
  const sent: SentForm = await withTowns(new URLSearchParams(entries), async (code) => {
    asked.push(code);
    return LIST[code] ?? [];
  });
  const reading = readPage(form, 'page', sent, {}, { today: Temporal.PlainDate.from('2026-11-20') });
  return { ...reading, asked };
}

describe('the button of an address', () => {
  it('fills in the only town of a code, however that is typed', async () => {
    const { raw, asked, isComplete, errors } = await press({
      'home.postalCode': '〒６３０ー８５８０',
      'home.street': '一丁目1-1',
      [ACTION]: 'home:find',
    });
    expect(asked).toEqual(['630-8580']);
    expect(raw.home).toMatchObject({
      prefecture: ['奈良県'],
      town: ['奈良市二条大路南'],
      street: ['一丁目1-1'],
      said: ['filled'],
    });
    expect({ isComplete, errors }).toEqual({ isComplete: false, errors: {} });
  });

  it('keeps what is more than the list knows, and replaces another town', async () => {
    const typed = (town: string) => ({
      'home.postalCode': '6308580',
      'home.town': town,
      [ACTION]: 'home:find',
    });
    expect((await press(typed('奈良市二条大路南一丁目'))).raw.home?.town).toEqual(['奈良市二条大路南一丁目']);
    expect((await press(typed('橿原市八木町'))).raw.home?.town).toEqual(['奈良市二条大路南']);
  });

  it('keeps no street of another town', async () => {
    const moved = (code: string) =>
      press({
        'home.postalCode': code,
        'home.prefecture': '奈良県',
        'home.town': '橿原市八木町',
        'home.street': '一丁目2番3号',
        [ACTION]: 'home:find',
      });
    expect((await moved('630-8580')).raw.home).toMatchObject({ town: ['奈良市二条大路南'], street: [] });
    expect((await moved('639-0274')).raw.home).toMatchObject({ said: ['several'], town: [], street: [] });
  });

  it('offers several towns and takes the one that is chosen', async () => {
    const several = await press({ 'home.postalCode': '639-0274', [ACTION]: 'home:find' });
    expect(several.raw.home).toMatchObject({
      said: ['several'],
      choices: ['奈良県葛城市今在家', '奈良県葛城市染野'],
      town: [],
    });
    const taken = await press({ 'home.postalCode': '639-0274', [ACTION]: 'home:take.1' });
    expect(taken.raw.home).toMatchObject({ town: ['葛城市染野'], said: ['filled'], choices: [] });
    const none = await press({ 'home.postalCode': '639-0274', [ACTION]: 'home:take.7' });
    expect(none.raw.home).toMatchObject({ said: ['several'], town: [] });
  });

  it('says that a code is unknown or none, and changes nothing that was typed', async () => {
    const unknown = await press({
      'home.postalCode': '999-9999',
      'home.town': '手で',
      [ACTION]: 'home:find',
    });
    expect(unknown.raw.home).toMatchObject({ said: ['unknown'], town: ['手で'], prefecture: [] });
    const bad = await press({ 'home.postalCode': '630', [ACTION]: 'home:find' });
    expect(bad.asked).toEqual([]);
    expect(bad.raw.home).toMatchObject({ said: ['noCode'], postalCode: ['630'] });
  });

  it('empties the town of another code when the new one is unknown, and keeps what was typed since', async () => {
    const { raw } = await press({ 'home.postalCode': '630-8580', [ACTION]: 'home:find' });
    const filled = { ...raw.home, street: ['一丁目2番3号'], postalCode: ['639-9999'] };
    const again = (more: Raw) =>
      press({
        ...Object.fromEntries(
          Object.entries({ ...filled, ...more }).map(([part, [text = '']]) => [`home.${part}`, text]),
        ),
        [ACTION]: 'home:find',
      });
    const unknown = await again({});
    expect(unknown.raw.home).toMatchObject({ said: ['unknown'], town: [], street: [], building: [] });
    // Typed by hand afterwards, the same town is the person's own.
    const found = raw.home?.town ?? [];
    const own = { ...unknown.raw.home, town: found, street: ['九丁目9番9号'] };
    expect((await again({ ...own, postalCode: ['639-9998'] })).raw.home).toMatchObject({
      said: ['unknown'],
      town: found,
      street: ['九丁目9番9号'],
    });
    expect((await again({ town: ['橿原市手書き町'] })).raw.home).toMatchObject({
      said: ['unknown'],
      town: ['橿原市手書き町'],
      street: ['一丁目2番3号'],
    });
  });

  it('takes the town that an answer came with for one of its code', async () => {
    const came = rawAnswers(form, form.pages[0]?.fields ?? [], {
      home: { postalCode: '630-8580', prefecture: '奈良県', town: '奈良市二条大路南', street: '一丁目1-1' },
    }).home;
    const sent = (code: string) =>
      press({
        ...Object.fromEntries(
          Object.entries(came ?? {}).map(([part, [text = '']]) => [`home.${part}`, text]),
        ),
        'home.postalCode': code,
        [ACTION]: 'home:find',
      });
    expect((await sent('639-9999')).raw.home).toMatchObject({ said: ['unknown'], town: [], street: [] });
    expect((await sent('630-8580')).raw.home).toMatchObject({ said: ['filled'], street: ['一丁目1-1'] });
  });

  it('works inside a person and an entry of a list', async () => {
    const person = await press({ 'owner.address.postalCode': '6308580', [ACTION]: 'owner.address:find' });
    expect(person.raw.owner).toMatchObject({ 'address.town': ['奈良市二条大路南'] });
    const entry = await press({
      'members.count': '2',
      'members.1.address.postalCode': '639-0274',
      [ACTION]: 'members.1.address:find',
    });
    expect(entry.raw.members).toMatchObject({
      count: ['2'],
      '1.address.choices': ['奈良県葛城市今在家', '奈良県葛城市染野'],
    });
    expect(entry.raw.members).not.toHaveProperty(['0.address.choices']);
  });

  it.each([
    'home.address:find',
    'owner:find',
    'owner.name:find',
    'members.9.address:take.999',
    'home:take.x',
  ])('%s is the button of nothing, and sends nothing on', async (button) => {
    const { isComplete, errors } = await press({ 'home.postalCode': '6308580', [ACTION]: button });
    expect({ isComplete, errors }).toEqual({ isComplete: false, errors: {} });
  });

  it('asks for no towns where no such button was pressed', async () => {
    expect((await press({ 'home.postalCode': '6308580' })).asked).toEqual([]);
    expect((await press({ 'home.postalCode': '6308580', [ACTION]: 'members:add' })).asked).toEqual([]);
  });
});
