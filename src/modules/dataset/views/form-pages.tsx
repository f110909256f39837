import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Checkbox } from '#ui/components/checkbox.js';
import { CheckboxGroup } from '#ui/components/checkbox-group.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Select } from '#ui/components/select.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { LEAST_ALIKE } from '../anonymity.js';
import { type Dataset, FREQUENCY_IDS, GROUP_IDS, LICENCES, OWN_LICENCES } from '../model.js';
import type { Faults, TypedAbout, TypedNew } from '../typed-about.js';

export interface SourceChoice {
  value: string;
  label: string;
}

interface AboutFieldsProps {
  page: PageContext;
  typed: TypedAbout;
  faults: Faults;
}

const faultsIn = ({ t }: PageContext, faults: Faults) =>
  Object.entries(faults).map(([id, key]) => ({ id, text: t(key) }));

const AboutFields = ({ page: { t }, typed, faults }: AboutFieldsProps) => {
  const error = (field: keyof TypedNew): string | undefined => {
    const key = faults[field];
    return key && t(key);
  };
  return (
    <>
      <TextInput
        t={t}
        id="title"
        label={t('dataset.label')}
        required
        value={typed.title}
        error={error('title')}
      />
      <TextInput t={t} id="titleEn" label={t('dataset.labelEn')} value={typed.titleEn} lang="en" />
      <Textarea
        t={t}
        id="notes"
        label={t('dataset.notes')}
        required
        rows={5}
        maxLength={4000}
        value={typed.notes}
        error={error('notes')}
      />
      <Select
        t={t}
        id="licence"
        label={t('dataset.licence')}
        required
        emptyLabel={null}
        value={typed.licence || 'CC-BY-4.0'}
        error={error('licence')}
        options={OWN_LICENCES.map((value) => ({ value, label: LICENCES[value].title }))}
      />
      <Select
        t={t}
        id="frequency"
        label={t('dataset.frequency')}
        required
        emptyLabel={null}
        value={typed.frequency || 'irregular'}
        options={FREQUENCY_IDS.map((value) => ({ value, label: t(`data.freq.${value}`) }))}
      />
      <TextInput t={t} id="contact" label={t('dataset.contact')} value={typed.contact} />
      <TextInput t={t} id="tags" label={t('dataset.tags')} hint={t('dataset.tagsHint')} value={typed.tags} />
      <CheckboxGroup
        t={t}
        id="groups"
        label={t('dataset.groups')}
        values={typed.groups}
        inline
        options={GROUP_IDS.map((value) => ({ value, label: t(`data.group.${value}`) }))}
      />
      <Checkbox
        t={t}
        id="people"
        label={t('dataset.people')}
        hint={t('dataset.peopleHint', { least: LEAST_ALIKE })}
        checked={typed.people === 'true'}
      />
      <TextInput
        t={t}
        id="traits"
        label={t('dataset.traits')}
        hint={t('dataset.traitsHint')}
        value={typed.traits}
        error={error('traits')}
      />
    </>
  );
};

const Save = ({ page: { t } }: { page: PageContext }) => (
  <ButtonRow>
    <Button type="submit">{t('dataset.save')}</Button>
  </ButtonRow>
);

export const NewPage = ({
  page,
  typed,
  faults,
  units,
  sources,
}: {
  page: PageContext;
  typed: TypedNew;
  faults: Faults;
  units: readonly SourceChoice[];
  sources: readonly SourceChoice[];
}) => {
  const { t, base } = page;
  const title = t('dataset.newTitle');
  return (
    <StaffPage
      page={page}
      title={title}
      breadcrumbs={[{ label: t('dataset.title'), href: `${base}/staff/datasets` }, { label: title }]}
      errors={faultsIn(page, faults)}
    >
      <Form t={t} action={`${base}/staff/datasets/new`}>
        <Select
          t={t}
          id="source"
          label={t('dataset.source')}
          required
          value={typed.source}
          options={[...sources]}
          error={faults.source && t(faults.source)}
        />
        <Select
          t={t}
          id="unit"
          label={t('dataset.unit')}
          required
          value={typed.unit}
          options={[...units]}
          error={faults.unit && t(faults.unit)}
        />
        <TextInput
          t={t}
          id="name"
          label={t('dataset.name')}
          hint={t('dataset.nameHint')}
          required
          autoComplete="off"
          width="20"
          value={typed.name}
          error={faults.name && t(faults.name)}
        />
        <AboutFields page={page} typed={typed} faults={faults} />
        <Save page={page} />
      </Form>
    </StaffPage>
  );
};

export const EditPage = ({
  page,
  dataset,
  typed,
  faults,
  problem,
}: {
  page: PageContext;
  dataset: Dataset;
  typed: TypedAbout;
  faults: Faults;
  problem: MessageKey | undefined;
}) => {
  const { t, base } = page;
  const here = `${base}/staff/datasets/${dataset.id}`;
  return (
    <StaffPage
      page={page}
      title={t('dataset.edit')}
      breadcrumbs={[
        { label: t('dataset.title'), href: `${base}/staff/datasets` },
        { label: dataset.about.title, href: here },
        { label: t('dataset.edit') },
      ]}
      errors={faultsIn(page, faults)}
    >
      {problem && <NotificationBanner t={t} kind="error" title={t(problem)} announce />}
      <Form t={t} action={`${here}/edit`} hidden={{ seen: String(dataset.revision) }}>
        <AboutFields page={page} typed={typed} faults={faults} />
        <Save page={page} />
      </Form>
    </StaffPage>
  );
};
