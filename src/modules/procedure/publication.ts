/** From when until when a version of a procedure is offered. */
export interface Publication {
  procedure: string;
  version: string;
  from: Temporal.PlainDate;
  /** Last day; null: without an end. */
  until: Temporal.PlainDate | null;
  publishedAt: Temporal.Instant;
  publishedBy: string;
  /** Null: a catalogue's version that was only ended. */
  approvedBy: string | null;
  note: string;
}

export type Offer =
  | { kind: 'version'; version: string }
  /** It was offered and has ended. */
  | { kind: 'ended' }
  /** Nothing was published that has begun: what the catalogue says counts. */
  | { kind: 'catalogue' };

/** What the publications of one procedure say about a day. */
export function offerOn(publications: readonly Publication[], day: Temporal.PlainDate): Offer {
  const begun = publications.filter(({ from }) => Temporal.PlainDate.compare(from, day) <= 0);
  const [latest] = begun.toSorted(
    (a, b) =>
      Temporal.PlainDate.compare(b.from, a.from) || Temporal.Instant.compare(b.publishedAt, a.publishedAt),
  );
  if (!latest) return { kind: 'catalogue' };
  const isOver = latest.until !== null && Temporal.PlainDate.compare(latest.until, day) < 0;
  return isOver ? { kind: 'ended' } : { kind: 'version', version: latest.version };
}

/**
 * Version of what the editor publishes after these: 3.0. A catalogue's own file says 3, one taken over 3.1 and
 * higher, so that neither can ever be called the same.
 */
export const nextVersion = (versions: readonly string[]): { number: number; version: string } => {
  const number = Math.max(0, ...versions.map((version) => Number.parseInt(version, 10) || 0)) + 1;
  return { number, version: `${number}.0` };
};
