/** A seal over a run of entries. */
export interface SealedBlock {
  number: number;
  firstPosition: number;
  lastPosition: number;
  /** Hexadecimal. */
  hash: string;
  sealedAt: Temporal.Instant;
}
