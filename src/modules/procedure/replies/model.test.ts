import { describe, expect, test } from 'vitest';
import { appended, faultsOf, filledIn, unknownPlaceholders, withAncestors } from './model.js';

const VALUES = {
  氏名: '奈良 {電話}',
  受付番号: 'K7M-349-XRT',
  手続名: '罹災証明書',
  課名: '市民課',
  電話: '0742',
};

describe('a reply template', () => {
  test('takes the facts of the case, with braces of either width, and fills nothing in twice', () => {
    expect(filledIn('{氏名}様 ｛ 受付番号 ｝ {手続名}', VALUES)).toBe('奈良 {電話}様 K7M-349-XRT 罹災証明書');
    expect(filledIn('$& {氏名}', { ...VALUES, 氏名: '$1' })).toBe('$& $1');
  });

  test('names what it does not know', () => {
    expect(unknownPlaceholders('{氏名}{名前}｛名前｝{}')).toEqual(['名前', '']);
    const reply = { unit: 'civic-affairs', kind: 'correction', title: '足りない', text: '{名前}様' } as const;
    expect(faultsOf(reply, ['civic-affairs'])).toEqual([{ field: 'text', code: 'unknown', names: ['名前'] }]);
    expect(
      faultsOf({ ...reply, unit: 'water', title: '', text: 'あ'.repeat(1001) }, ['civic-affairs']),
    ).toEqual([
      { field: 'unit', code: 'missing' },
      { field: 'title', code: 'missing' },
      { field: 'text', code: 'tooLong', limit: 1000 },
    ]);
  });

  test('goes after what was typed', () => {
    expect(appended(' \n', '本文')).toBe('本文');
    expect(appended('お世話になります。\n', '本文')).toBe('お世話になります。\n\n本文');
  });

  test('of a section is used in those below it, also where a definition goes round in circles', () => {
    const units = [
      { id: 'civic', name: '市民部' },
      { id: 'civic-affairs', name: '市民課', parent: 'civic' },
      { id: 'a', name: 'A', parent: 'b' },
      { id: 'b', name: 'B', parent: 'a' },
    ];
    expect(withAncestors('civic-affairs', units)).toEqual(['civic-affairs', 'civic']);
    expect(withAncestors('a', units)).toEqual(['a', 'b']);
  });
});
