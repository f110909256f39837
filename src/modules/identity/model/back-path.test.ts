import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backPath } from './back-path.js';

describe('the page to return to', () => {
  test.each([
    ['/nara-city/procedures', '/procedures'],
    ['/nara-city/procedures?page=2&x=%2F', '/procedures?page=2&x=%2F'],
    ['/nara-city', '/'],
    ['/nara-city/', '/'],
    ['/nara-city/a/../b', '/b'],
    ['/nara-city/手続', '/%E6%89%8B%E7%B6%9A'],
    ['/nara-city/procedures#form', '/procedures'],
    ['/nara-city/sign-inspection', '/sign-inspection'],
  ])('%s is %s', (wish, path) => {
    expect(backPath(wish, '/nara-city')).toBe(path);
  });

  test.each([
    undefined,
    '',
    'procedures',
    'https://elsewhere.example/',
    '//elsewhere.example/nara-city/',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    'javascript:alert(1)',
    '/imari/procedures',
    '/nara-city/../imari/my',
    '/nara-city/%2e%2e/imari/my',
    '/nara-city-2/my',
    '/nara-city//elsewhere.example',
    '/nara-city/sign-in',
    '/nara-city/sign-in/citizen?back=x',
    '/nara-city/sign-out',
    '/',
  ])('%s is nowhere', (wish) => {
    expect(backPath(wish, '/nara-city')).toBeNull();
  });

  test.each([
    '//elsewhere.example',
    '/.//elsewhere.example',
    '/x/..//elsewhere.example',
    '/\\\\elsewhere.example',
    '/sign-in',
  ])('%s is nowhere under a host name of its own either', (wish) => {
    expect(backPath(wish, '')).toBeNull();
  });

  test('never leaves the host and the town, whatever is wished', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '//',
      '%2e',
      '%2f',
      ':',
      '@',
      '?',
      '#',
      '\t',
      '\n',
      ' ',
      'nara-city',
      'imari',
      'evil.example',
      'http:',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom('', '/nara-city'), (pieces, base) => {
        const path = backPath(pieces.join(''), base);
        if (path === null) return;
        const url = new URL(base + path, 'https://town.example');
        expect(url.origin).toBe('https://town.example');
        expect(`${url.pathname}/`.startsWith(`${base}/`)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
