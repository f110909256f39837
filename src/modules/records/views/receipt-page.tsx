import { errorText, type FieldError, type Raw } from '#forms/fields/field-type.js';
import { files } from '#forms/fields/file/files.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { type Choice, Select } from '#ui/components/select.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { ControlTest } from '#ui/reveal/control-test.js';
import type { Rules } from '../catalog.js';
import { documentFiles } from '../document-files.js';
import { DIRECTIONS, GRADES } from '../model.js';
import { summaryOf, type Typed } from '../typed.js';
import { DIRECTION_WORDS, GRADE_WORDS } from './words.js';

export interface TypedFiles {
  raw: Raw;
  errors: readonly FieldError[];
}

export const FilesField = ({ t, typed }: { t: Translator; typed: TypedFiles | undefined }) => (
  <files.View
    t={t}
    field={documentFiles(t('records.files'))}
    raw={typed?.raw ?? {}}
    errors={typed?.errors ?? []}
  />
);

export const fileFaults = (t: Translator, typed: TypedFiles | undefined) =>
  (typed?.errors ?? []).map((fault) => ({ id: 'files', text: errorText(fault, t('records.files'), t) }));

/** Small classes under the titles above them. */
export const classGroups = (t: Translator, { classification, retentionOf }: Rules) =>
  classification.flatMap((large) =>
    large.middle.map((middle) => ({
      label: `${localize(large.title, t.locale)} ＞ ${localize(middle.title, t.locale)}`,
      options: middle.small.map(({ id, title, retention }) => {
        const years = retentionOf(retention)?.title;
        return {
          value: id,
          label: `${localize(title, t.locale)}（${years ? localize(years, t.locale) : retention}）`,
        };
      }),
    })),
  );

const RECEIVED: ControlTest = { is: { name: 'direction', as: 'one' }, value: 'received' };

/** What came in is written into the register (収受). */
export const ReceiptPage = ({
  page,
  rules,
  units,
  people,
  typed,
  came,
  intakeKey,
}: {
  page: PageContext;
  rules: Rules;
  units: readonly Choice[];
  people: readonly { id: string; name: string }[];
  typed: Typed;
  came?: TypedFiles;
  intakeKey: string;
}) => {
  const { t, base } = page;
  const { values, errors } = typed;
  const text = (id: string) => ({ t, id, value: values[id], error: errors[id] });
  const whenReceived = { test: RECEIVED, words: t('records.receive.whenReceived') };
  return (
    <StaffPage
      page={page}
      title={t('records.receive.title')}
      lead={t('records.receive.lead')}
      breadcrumbs={[{ label: t('records.list.title'), href: `${base}/staff/records` }]}
      errors={[...summaryOf(typed), ...fileFaults(t, came)]}
    >
      <Form t={t} action={`${base}/staff/records/new`} multipart hidden={{ key: intakeKey }}>
        <RadioGroup
          {...text('direction')}
          label={t('records.direction')}
          inline
          required
          options={DIRECTIONS.map((one) => ({ value: one, label: t(DIRECTION_WORDS[one]) }))}
        />
        <FilesField t={t} typed={came} />
        <p class="field-hint">{t('records.receive.mail')}</p>
        <TextInput {...text('subject')} label={t('records.subject')} required autoComplete="off" />
        <TextInput
          {...text('correspondent')}
          label={t('records.correspondent')}
          requiredWhen={whenReceived}
          hint={t('records.receive.fromHint')}
          autoComplete="off"
        />
        <TextInput
          {...text('theirNumber')}
          label={t('records.theirNumber')}
          hint={t('records.receive.theirNumberHint')}
          width="20"
          autoComplete="off"
        />
        <TextInput {...text('documentDate')} label={t('records.documentDate')} type="date" width="10" />
        <TextInput
          {...text('receivedOn')}
          label={t('records.receivedOn')}
          requiredWhen={whenReceived}
          type="date"
          width="10"
        />
        <Select
          {...text('kind')}
          label={t('records.kind')}
          required
          options={rules.kinds.map(({ id, title }) => ({ value: id, label: localize(title, t.locale) }))}
        />
        <Select {...text('unit')} label={t('records.unit')} required options={[...units]} />
        <Select
          {...text('inCharge')}
          label={t('records.inCharge')}
          emptyLabel={t('records.receive.nobody')}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          {...text('classification')}
          label={t('records.classification')}
          required
          width="full"
          groups={classGroups(t, rules)}
        />
        <RadioGroup
          {...text('grade')}
          label={t('records.grade')}
          required
          options={GRADES.map((one) => ({
            value: one,
            label: t(GRADE_WORDS[one]),
            hint: t(`records.gradeHint.${one}`),
          }))}
        />
        <ButtonRow>
          <Button type="submit">{t('records.receive.submit')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};
