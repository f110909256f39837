import type { FieldError, Raw } from '#forms/fields/field-type.js';
import { FileField } from '#forms/fields/file/definition.js';
import { files } from '#forms/fields/file/files.js';
import type { StoredFile } from '#forms/fields/file/stored-file.js';
import type { SentForm } from '#forms/page-reading.js';
import type { Indicator } from '../definition.js';
import type { Evidence } from '../review/model.js';

/*
 * Files that prove a result: a form field like any other, so that they are taken in, disarmed and kept alike.
 */

/** Name of the field by the indicator: pre-entries → evidencePreEntries. */
const fieldId = (indicator: string): string =>
  `evidence${indicator
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}`;

export const evidenceField = ({ id }: Pick<Indicator, 'id'>, label: string): FileField =>
  FileField.parse({
    id: fieldId(id),
    kind: 'file',
    label,
    optional: true,
    sensitivity: 'ordinary',
    accept: ['pdf', 'office', 'image', 'text'],
    maxFiles: 5,
    maxMegabytes: 10,
  });

/** Under what the files of a report are kept. */
export const evidenceHolder = (round: string, measure: string): string => `plan-report/${round}/${measure}`;

/** Files of one indicator as they were sent: what is kept, and what is wrong. */
export interface SentFiles {
  raw: Raw;
  kept: readonly StoredFile[];
  errors: readonly FieldError[];
}
/** By the id of the indicator. */
export type SentEvidence = Readonly<Record<string, SentFiles>>;

/** Files that a report has already, as its form shows them again. */
export const storedEvidence = (evidence: readonly Evidence[]): SentEvidence =>
  Object.fromEntries(
    evidence.map(({ indicator, files: kept = [] }) => [
      indicator,
      { raw: files.toRaw([...kept]), kept, errors: [] },
    ]),
  );

/** Reads the fields of these indicators from a form whose files were taken in. */
export const readEvidence = (
  indicators: readonly Pick<Indicator, 'id'>[],
  sent: SentForm,
  refused: Readonly<Record<string, readonly FieldError[]>>,
): SentEvidence =>
  Object.fromEntries(
    indicators.map((indicator) => {
      const field = evidenceField(indicator, '-');
      const raw = { '': sent.getAll(field.id).filter((text) => typeof text === 'string') };
      const parsed = files.parse(raw, field);
      const errors = [...(refused[field.id] ?? []), ...(parsed.ok ? [] : parsed.errors)];
      return [indicator.id, { raw, kept: parsed.ok ? (parsed.value ?? []) : [], errors }];
    }),
  );
