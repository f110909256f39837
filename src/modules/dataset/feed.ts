import { xmlText } from '#kernel/values/xml-text.js';
import { downloadAddress } from './ckan/answers.js';
import { RESOURCE_FORMATS } from './model.js';
import type { Published } from './service/catalog.js';

export const MOST = 50;

/** RFC 4287: datasets that are new or changed, the newest first; RFC 6721: those that are gone. */
export function atomFeed(
  base: string,
  title: string,
  author: string,
  items: readonly Published[],
  gone: readonly { id: string; at: Temporal.Instant }[],
  now: Temporal.Instant,
): string {
  const newest = [...items]
    .sort((a, b) => Temporal.Instant.compare(b.modifiedAt, a.modifiedAt))
    .slice(0, MOST);
  const time = (at: Temporal.Instant) => at.toString({ smallestUnit: 'second' });
  const address = xmlText(`${base}/data`);
  const entries = newest.map(({ dataset, modifiedAt, publisher, resources }) => {
    const { id, name, about, publishedAt, createdAt } = dataset;
    return [
      '  <entry>',
      `    <id>urn:uuid:${id}</id>`,
      `    <title>${xmlText(about.title)}</title>`,
      `    <link rel="alternate" type="text/html" href="${address}/${name}"/>`,
      ...resources.map((one) => {
        const type = RESOURCE_FORMATS[one.format].mediaType.split(';')[0];
        const href = xmlText(downloadAddress(base, name, one));
        return `    <link rel="enclosure" type="${type}" title="${xmlText(one.name)}" href="${href}"/>`;
      }),
      `    <published>${time(publishedAt ?? createdAt)}</published>`,
      `    <updated>${time(modifiedAt)}</updated>`,
      `    <author><name>${xmlText(publisher)}</name></author>`,
      `    <summary>${xmlText(about.notes)}</summary>`,
      '  </entry>',
    ].join('\n');
  });
  const tombs = gone.map(({ id, at }) => `  <at:deleted-entry ref="urn:uuid:${id}" when="${time(at)}"/>`);
  const [last = now] = [newest[0]?.modifiedAt, gone[0]?.at]
    .flatMap((at) => at ?? [])
    .sort((a, b) => Temporal.Instant.compare(b, a));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="ja">',
    `  <id>${address}</id>`,
    `  <title>${xmlText(title)}</title>`,
    `  <link rel="self" type="application/atom+xml" href="${address}/feed.atom"/>`,
    `  <link rel="alternate" type="text/html" href="${address}"/>`,
    `  <updated>${time(last)}</updated>`,
    `  <author><name>${xmlText(author)}</name></author>`,
    ...entries,
    ...tombs,
    '</feed>',
    '',
  ].join('\n');
}
