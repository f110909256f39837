import { createRequire } from 'node:module';

/** Names of banks and branches by their codes (全国銀行協会の金融機関コード). */
export interface BankDirectory {
  bank(code: string): string | undefined;
  branch(bank: string, code: string): string | undefined;
  /** Codes of what is called so, exactly or by its beginning; the shortest names first, at most ten. */
  banksCalled(name: string): readonly string[];
  branchesCalled(bank: string, name: string): readonly string[];
}

interface Bank {
  name: string;
  hira: string;
  branches: Map<string, { name: string; hira: string }>;
}

let opened: BankDirectory | undefined;

/**
 * Reads the directory at the first question. The package keeps it as objects of some 70 megabytes; what is kept here
 * is names only.
 */
export function bankDirectory(): BankDirectory {
  opened ??= open();
  return opened;
}

function open(): BankDirectory {
  const require = createRequire(import.meta.url);
  const before = new Set(Object.keys(require.cache));
  const listed = require('zengin-code') as Record<
    string,
    { name: string; hira: string; branches: Record<string, { name: string; hira: string }> }
  >;
  const banks = new Map(
    Object.entries(listed).map(([code, { name, hira, branches }]): [string, Bank] => [
      code,
      {
        name,
        hira,
        branches: new Map(
          Object.entries(branches).map(([branch, one]) => [branch, { name: one.name, hira: one.hira }]),
        ),
      },
    ]),
  );
  for (const file of Object.keys(require.cache)) if (!before.has(file)) delete require.cache[file];
  return {
    bank: (code) => banks.get(code)?.name,
    branch: (bank, code) => banks.get(bank)?.branches.get(code)?.name,
    banksCalled: (name) => called(banks, bare(name, /(銀行|信用金庫|信用組合)$/)),
    branchesCalled: (bank, name) =>
      called(banks.get(bank)?.branches ?? new Map(), bare(name, /(支店|出張所)$/)),
  };
}

const bare = (name: string, ending: RegExp): string => name.normalize('NFKC').trim().replace(ending, '');

const MOST = 10;

function called(
  list: ReadonlyMap<string, { name: string; hira: string }>,
  wanted: string,
): readonly string[] {
  if (wanted === '') return [];
  const isCalled = ({ name, hira }: { name: string; hira: string }) =>
    name.normalize('NFKC').startsWith(wanted) || hira.startsWith(wanted);
  return [...list]
    .filter(([, one]) => isCalled(one))
    .sort(([, a], [, b]) => a.name.length - b.name.length)
    .slice(0, MOST)
    .map(([code]) => code);
}
