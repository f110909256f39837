import type { Child } from 'hono/jsx';
import type { Translator } from '#kernel/i18n/translate.js';
import type { ControlTest } from '../reveal/control-test.js';
import { Badge } from './badge.js';
import { Icon } from './icon.js';
import { Phrase } from './phrase.js';
import { KeptWhen } from './shown-when.js';
import { VisuallyHidden } from './visually-hidden.js';

/** What every form control takes. The error summary links to `id`, so it is the id of the first control. */
export interface FieldProps {
  t: Translator;
  id: string;
  /** Name of the form value; the id when absent. */
  name?: string;
  label: string;
  hint?: Child;
  /** Finished words: what is wrong and how to mend it. */
  error?: string | undefined;
  required?: boolean;
  /** Required while another control says so; the words say when, for pages without script: 収受のときは必ず. */
  requiredWhen?: { test: ControlTest; words: string };
  /** `page`: this one question is the page, its label is the h1 (then give the layout `ownHeading`). */
  labelSize?: 'standard' | 'large' | 'page';
  /** Without 必須 / 任意, for filters and search. */
  bare?: boolean;
  disabled?: boolean;
}

/** Value of aria-describedby: hint, then error, then more ids of the caller. */
export function describedBy(
  field: Pick<FieldProps, 'id' | 'hint' | 'error'>,
  more?: string,
): string | undefined {
  const ids = [field.hint && `${field.id}-hint`, field.error && `${field.id}-error`, more].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** Attributes that a native input, select or textarea takes from its field. */
export const controlAttributes = (field: FieldProps, describedByMore?: string) => ({
  id: field.id,
  name: field.name ?? field.id,
  required: field.required,
  disabled: field.disabled,
  'aria-invalid': field.error ? 'true' : undefined,
  'aria-describedby': describedBy(field, describedByMore),
});

const Need = ({ t, required }: Pick<FieldProps, 't'> & { required: boolean }) => (
  <Badge tone={required ? 'required' : 'quiet'}>{t(required ? 'common.required' : 'common.optional')}</Badge>
);

/** With script the one that holds as things stand; without it the words that say when. */
const NeedNow = ({ t, test, words }: Pick<FieldProps, 't'> & { test: ControlTest; words: string }) => (
  <>
    <noscript>
      <Badge>{words}</Badge>
    </noscript>
    <KeptWhen test={test} isShown={false}>
      <Need t={t} required />
    </KeptWhen>
    <KeptWhen test={{ not: test }} isShown={false}>
      <Need t={t} required={false} />
    </KeptWhen>
  </>
);

const LabelText = ({ t, label, required = false, requiredWhen, bare = false }: FieldProps) => (
  <>
    <Phrase text={label} />
    {!bare && <> {requiredWhen ? <NeedNow t={t} {...requiredWhen} /> : <Need t={t} required={required} />}</>}
  </>
);

const Help = ({ t, id, hint, error }: FieldProps) => (
  <>
    {hint && (
      <div class="field-hint" id={`${id}-hint`}>
        {hint}
      </div>
    )}
    {error && (
      <p class="field-error" id={`${id}-error`}>
        <Icon name="error" />
        <span>
          <VisuallyHidden>{t('ui.field.errorPrefix')}</VisuallyHidden>
          <Phrase text={error} />
        </span>
      </p>
    )}
  </>
);

/** Frame of one control: label, badge, hint, error. The control itself is the child. */
export const FormField = ({ field, children }: { field: FieldProps; children: Child }) => {
  const label = (
    <label class="field-label" for={field.id} data-size={field.labelSize}>
      <LabelText {...field} />
    </label>
  );
  return (
    <div class="field" data-invalid={field.error ? '' : undefined}>
      {field.labelSize === 'page' ? <h1 class="field-heading">{label}</h1> : label}
      <Help {...field} />
      {children}
    </div>
  );
};

/** Frame of several controls that answer one question: a fieldset with legend. */
export const FieldGroup = ({ field, children }: { field: FieldProps; children: Child }) => (
  <fieldset class="field" data-invalid={field.error ? '' : undefined} aria-describedby={describedBy(field)}>
    <legend class="field-label" data-size={field.labelSize}>
      {field.labelSize === 'page' ? (
        <h1 class="field-heading">
          <LabelText {...field} />
        </h1>
      ) : (
        <LabelText {...field} />
      )}
    </legend>
    <Help {...field} />
    {children}
  </fieldset>
);
