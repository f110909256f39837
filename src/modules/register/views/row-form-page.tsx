import type { Field } from '#forms/fields/field.js';
import { isQuestion } from '#forms/fields/field.js';
import { fieldType } from '#forms/fields/registry.js';
import type { ErrorsByField, RawByField } from '#forms/page-reading.js';
import { isFileField } from '#forms/uploads.js';
import { errorList } from '#forms/views/form-page.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import { mapWords } from '#ui/map-words.js';
import type { PageContext } from '#ui/page.js';
import type { KeptRegister } from '../model.js';

/** What was typed of a place. */
export interface TypedPlace {
  lat: string;
  lon: string;
  geojson: string;
}

export interface RowFormPageProps {
  page: PageContext;
  kept: KeptRegister;
  /** null: a new row. */
  row: { id: string; label: string; version: number } | null;
  fields: readonly Field[];
  raw: RawByField;
  errors: ErrorsByField;
  place: TypedPlace;
  placeError: string | undefined;
  /** Part of the world to begin with, where the row has no place: zoom/latitude/longitude. */
  at: string | null;
  why: string;
  isConflict: boolean;
}

export const FieldControl = ({
  t,
  field,
  raw,
  errors,
}: { t: Translator; field: Field } & Pick<RowFormPageProps, 'raw' | 'errors'>) => {
  const { View: Kind } = fieldType(field);
  return <Kind t={t} field={field} raw={raw[field.id] ?? {}} errors={errors[field.id] ?? []} />;
};

/** Where the row lies: typed, or drawn on the map that comes with script. */
const PlaceControls = ({
  page,
  kept: { register, area },
  place,
  placeError,
  at,
}: Pick<RowFormPageProps, 'page' | 'kept' | 'place' | 'placeError' | 'at'>) => {
  const { t, base } = page;
  const kinds = register.place?.kinds ?? [];
  const layer = { id: register.id, isShown: true, letter: '', colour: '#595959' };
  const config = { base, kinds, area, at, layers: [layer], words: mapWords(t) };
  return (
    <>
      <link rel="stylesheet" href={page.asset('map.css')} />
      <draw-place data-config={JSON.stringify(config)}>
        {kinds.includes('point') && (
          <>
            <TextInput
              t={t}
              id="place.lat"
              label={t('register.form.lat')}
              hint={t('register.form.latHint')}
              inputMode="decimal"
              width="10"
              value={place.lat}
              error={placeError}
            />
            <TextInput
              t={t}
              id="place.lon"
              label={t('register.form.lon')}
              hint={t('register.form.lonHint')}
              inputMode="decimal"
              width="10"
              value={place.lon}
            />
          </>
        )}
        {kinds.some((kind) => kind !== 'point') && (
          <Textarea
            t={t}
            id="place.geojson"
            label={t('register.form.geojson')}
            hint={t('register.form.geojsonHint')}
            value={place.geojson}
            {...(!kinds.includes('point') && { error: placeError })}
          />
        )}
      </draw-place>
      <script type="module" src={page.asset('draw.js')} />
    </>
  );
};

/** A row as a form; all of it works by keyboard and without script. */
export const RowFormPage = ({
  page,
  kept,
  row,
  fields,
  raw,
  errors,
  place,
  placeError,
  at,
  why,
  isConflict,
}: RowFormPageProps) => {
  const { t, base } = page;
  const { register } = kept;
  const list = `${base}/staff/registers/${register.id}`;
  const title = row ? t('register.form.edit', { label: row.label }) : t('register.form.new');
  const kinds = register.place?.kinds ?? [];
  const placeId = kinds.includes('point') ? 'place.lat' : 'place.geojson';
  return (
    <StaffPage
      page={page}
      title={title}
      breadcrumbs={[
        { label: t('register.index.title'), href: `${base}/staff/registers` },
        { label: localize(register.title, t.locale), href: list },
        ...(row ? [{ label: row.label, href: `${list}/rows/${row.id}` }] : []),
        { label: title },
      ]}
      errors={[...errorList(fields, errors, t), ...(placeError ? [{ id: placeId, text: placeError }] : [])]}
    >
      {isConflict && <NotificationBanner t={t} kind="warning" title={t('register.form.conflict')} announce />}
      <Form
        t={t}
        action={row ? `${list}/rows/${row.id}/edit` : `${list}/new`}
        hidden={{ version: row ? String(row.version) : undefined }}
        multipart={fields.some(isFileField)}
      >
        {/* Enter in a box presses the first button of a form: that is this one, not one of a field. */}
        {fields.some((field) => fieldType(field).act) && (
          <button type="submit" class="default-button" tabindex={-1}>
            {t('register.form.save')}
          </button>
        )}
        {fields.filter(isQuestion).map((field) => (
          <FieldControl t={t} field={field} raw={raw} errors={errors} />
        ))}
        {register.place && (
          <PlaceControls page={page} kept={kept} place={place} placeError={placeError} at={at} />
        )}
        {row && (
          <TextInput
            t={t}
            id="why"
            label={t('register.row.why')}
            hint={t('register.row.whyHint')}
            maxLength={500}
            value={why}
          />
        )}
        <ButtonRow>
          <Button type="submit">{t('register.form.save')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};
