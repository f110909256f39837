/*
 * What the compiler of templates says, for a member of staff who writes one: in Japanese as far as mistakes are usual,
 * and never with the folder of this server in it.
 */

const WORDS: readonly [RegExp, string][] = [
  [/^unknown variable: (.+)$/, '「$1」という名前はありません。つづりを確かめてください'],
  [/^unclosed delimiter$/, 'かっこが閉じていません'],
  [/^unexpected closing (?:delimiter|\w+)$/, '閉じるかっこが余っています'],
  [/^unclosed (?:string|raw text)$/, '引用符が閉じていません'],
  [/^file not found/, 'その名前のファイルはありません。様式からは、ほかのファイルを読めません'],
  [/^(?:unknown|invalid) font/, 'その書体はありません'],
  [/^expected (.+), found (.+)$/, '$1 が必要なところに $2 があります'],
  [/^expected (.+)$/, '$1 が必要です'],
  [/^unexpected (.+)$/, 'ここに $1 は書けません'],
  [/^(?:dictionary does not contain key|the argument) "?([^"]+)"?.*$/, '「$1」という項目はありません'],
  [/^type (\S+) has no (?:method|field) `?([^`]+)`?$/, '$1 に「$2」はありません'],
  [/^cannot (.+)$/, 'できない計算や指定です（cannot $1）'],
  [/^unknown (?:parameter|argument): (.+)$/, '「$1」という指定はありません'],
  [/^missing argument: (.+)$/, '「$1」の指定が足りません'],
];

export function templateWords(message: string): string {
  const [first = ''] = message.split('\n');
  const plain = first.replace(/\s*\(searched at [^)]*\)/g, '').replace(/(?:\/[^\s/"')]+){2,}/g, '…');
  const found = WORDS.find(([pattern]) => pattern.test(plain));
  return found ? plain.replace(found[0], found[1]) : `様式の言語（Typst）の誤りです（${plain}）`;
}
