import { z } from 'zod';
import type { Translator } from '#kernel/i18n/translate.js';
import { FileInput } from '#ui/components/file-input.js';
import {
  answered,
  controlProps,
  type FieldError,
  type FieldType,
  type FieldViewProps,
  refused,
} from '../field-type.js';
import type { PhotoField } from '../photo/definition.js';
import type { FileField } from './definition.js';
import { type FileContent, StoredFile, UPLOAD } from './stored-file.js';

type AnyFileField = FileField | PhotoField;

export const contentsOf = (field: AnyFileField): readonly FileContent[] =>
  field.kind === 'photo' ? ['image'] : field.accept;

// Named one by one: an iPhone then hands over a JPEG, where image/* would give its own HEIC, which nobody can open here.
const MEDIA_TYPES: Readonly<Record<FileContent, string>> = {
  image: 'image/jpeg,image/png,image/webp',
  pdf: 'application/pdf',
  office: '.docx,.xlsx,.pptx,.odt,.ods,.odp',
  text: 'text/plain,text/csv',
};

const WORDS = {
  image: 'forms.file.image',
  pdf: 'forms.file.pdf',
  office: 'forms.file.office',
  text: 'forms.file.text',
} as const satisfies Record<FileContent, string>;

const faults = (field: AnyFileField) =>
  ({
    unreadable: { code: 'forms.error.stored' },
    tooMany: { code: 'forms.error.filesTooMany', params: { count: field.maxFiles } },
  }) satisfies Record<string, FieldError>;

/** One kept file as it stands in a hidden control; null for anything else. */
function keptFile(text: string): StoredFile | null {
  try {
    const parsed = StoredFile.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const sizeText = (size: number, t: Translator): string =>
  size < 1_000_000
    ? t('forms.file.kilobytes', { size: Math.max(1, Math.round(size / 1000)) })
    : t('forms.file.megabytes', { size: t.number(size / 1_000_000, { maximumFractionDigits: 1 }) });

const CAMERAS = { document: 'environment', place: 'environment', person: 'user' } as const;

/**
 * Files by what names them. New ones come beside as `<id>.upload`; whoever reads the page (kernel/files) takes them
 * in first and adds them to what was sent under `<id>`.
 */
export const files = {
  parts: [''],
  missing: 'forms.error.required.file',
  valueType: () => ({ list: { context: { name: 'string', mediaType: 'string', size: 'number' } } }),
  stored: ({ maxFiles }) =>
    z
      .array(StoredFile)
      .min(1)
      .max(maxFiles)
      .refine((list) => new Set(list.map(({ file }) => file)).size === list.length, 'each file once'),
  parse(raw, field) {
    const kept = (raw[''] ?? []).filter((text) => text !== '').map(keptFile);
    const known = new Map(kept.flatMap((file) => (file ? [[file.file, file] as const] : [])));
    if (kept.some((file) => file === null)) return refused(faults(field).unreadable);
    if (known.size === 0) return answered(null);
    return known.size > field.maxFiles ? refused(faults(field).tooMany) : answered([...known.values()]);
  },
  toRaw: (list) => ({ '': list.map((file) => JSON.stringify(file)) }),
  display: (list, _field, t) => list.map(({ name, size }) => `${name}（${sizeText(size, t)}）`).join('\n'),
  errors: (field) => Object.values(faults(field)),
  View(props) {
    const { t, field, raw } = props;
    const kept = (raw[''] ?? []).flatMap((text) => keptFile(text) ?? []);
    return (
      <>
        <KeptFiles {...props} kept={kept} />
        <FileInput
          {...controlProps(props)}
          name={`${field.id}.${UPLOAD}`}
          accept={contentsOf(field)
            .map((content) => MEDIA_TYPES[content])
            .join(',')}
          multiple={field.maxFiles > 1}
          {...(field.kind === 'photo' && { capture: CAMERAS[field.camera] })}
          limits={t('forms.file.limits', {
            kinds: contentsOf(field)
              .map((content) => t(WORDS[content]))
              .join('・'),
            size: field.maxMegabytes,
            count: field.maxFiles,
          })}
        />
      </>
    );
  },
} as const satisfies FieldType<AnyFileField, StoredFile[]>;

/** What is there already; a file goes when its box is unticked. */
const KeptFiles = ({ t, field, kept }: FieldViewProps<AnyFileField> & { kept: readonly StoredFile[] }) =>
  kept.length === 0 ? null : (
    <fieldset class="kept-files">
      <legend>{t('forms.file.kept')}</legend>
      {kept.map((file) => {
        const id = `${field.id}-${file.file}`;
        return (
          <div class="option">
            <input type="checkbox" id={id} name={field.id} value={JSON.stringify(file)} checked />
            <label for={id}>
              {file.name}（{sizeText(file.size, t)}）
            </label>
          </div>
        );
      })}
    </fieldset>
  );
