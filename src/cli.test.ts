import { beforeEach, expect, test, vi } from 'vitest';
import { main } from './cli.js';

let said: string[];
let refused: string[];
beforeEach(() => {
  said = [];
  refused = [];
  vi.spyOn(console, 'log').mockImplementation((text) => void said.push(text));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => refused.push(String(text)) > 0);
});

const COMMANDS = ['serve', 'prepare', 'migrate', 'verify', 'check', 'load', 'staff'];

test.each(COMMANDS)('%s --help shows how, and does nothing', async (command) => {
  expect(await main([command, '--help'])).toBe(0);
  expect(said).toEqual([expect.stringMatching(/^Usage: yakuba /)]);
  expect(said[0]).toContain(command);
  expect(refused).toEqual([]);
});

test.each([[], ['help'], ['--help']])('without a command it shows which there are: %s', async (...words) => {
  expect(await main(words)).toBe(0);
  for (const command of COMMANDS) expect(said[0]).toContain(command);
});

test.each([
  [['verify', '--deep'], 'verify takes nothing after it: --deep'],
  [['migrate', 'now'], 'migrate takes nothing after it: now'],
  [['verfiy'], 'There is no command "verfiy".'],
  [['constructor'], 'There is no command "constructor".'],
])('what is not known is refused: %s', async (words, message) => {
  expect(await main(words)).toBe(2);
  expect(said).toEqual([]);
  expect(refused.join('')).toContain(`${message}\n\nUsage: yakuba`);
});
