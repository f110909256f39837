import type { Address } from 'postal-mime';

/** A mail taken apart: what it says as plain text, and what was attached. */
export interface ReadMail {
  subject: string;
  text: string;
  attachments: { name: string; bytes: Uint8Array }[];
}

/** A mail can be of any make: beyond this nobody looks into it. */
const LIMITS = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024 } as const;

const addressText = (address: Address): string =>
  address.group
    ? `${address.name}: ${address.group.map(addressText).join(', ')}`
    : address.name
      ? `${address.name} <${address.address}>`
      : address.address;
const addresses = (list: readonly Address[] | undefined): string => (list ?? []).map(addressText).join(', ');

/** What is read of a mail that has only its pretty form: the words, a line for each paragraph. */
const wordsOfHtml = (html: string): string =>
  html
    .replace(/<(script|style|head)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/h\d)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

/** Null when it is no mail: nothing says from whom it is. */
export async function readMail(bytes: Uint8Array): Promise<ReadMail | null> {
  const { default: PostalMime } = await import('postal-mime');
  const mail = await PostalMime.parse(bytes, { ...LIMITS, attachmentEncoding: 'arraybuffer' }).catch(
    () => null,
  );
  if (!mail?.from) return null;
  const subject = mail.subject ?? '';
  const body = mail.text?.trim() ? mail.text : wordsOfHtml(mail.html ?? '');
  const attachments = mail.attachments.map(({ filename, content }, index) => ({
    name: filename ?? `attachment-${index + 1}`,
    bytes:
      typeof content === 'string'
        ? new TextEncoder().encode(content)
        : new Uint8Array(content as ArrayBuffer),
  }));
  const head = [
    ['From', addressText(mail.from)],
    ['To', addresses(mail.to)],
    ['Cc', addresses(mail.cc)],
    ['Date', mail.date ?? ''],
    ['Subject', subject],
    ['Message-ID', mail.messageId ?? ''],
    ['Attachments', attachments.map(({ name }) => name).join(', ')],
  ];
  const lines = head.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  // Control characters of old encodings and form feeds say nothing in plain text.
  const text = `${lines.join('\n')}\n\n${body}`.replace(/[^\P{Cc}\t\n\r]/gu, '');
  return { subject, text, attachments };
}
