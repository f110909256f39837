import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Select } from '#ui/components/select.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { HeadFaults, TypedHead } from '../typed-head.js';
import type { SourceChoice } from './form-pages.js';

interface HeadPageProps {
  page: PageContext;
  typed: TypedHead;
  faults: HeadFaults;
  /** Of a page that is there already: its address and what its form showed. */
  known?: { id: string; seen: string; title: string };
  units: readonly SourceChoice[];
  problem?: MessageKey | undefined;
}

/** Title and words of a page of charts; where it is begun also its section and its address. */
export const DashboardHeadPage = ({ page, typed, faults, known, units, problem }: HeadPageProps) => {
  const { t, base } = page;
  const here = `${base}/staff/dashboards`;
  const title = t(known ? 'dashboard.edit' : 'dashboard.new');
  const error = (field: keyof TypedHead): string | undefined => {
    const key = faults[field];
    return key && t(key);
  };
  return (
    <StaffPage
      page={page}
      title={title}
      breadcrumbs={[
        { label: t('dashboard.title'), href: here },
        ...(known ? [{ label: known.title, href: `${here}/${known.id}` }] : []),
        { label: title },
      ]}
      errors={Object.entries(faults).map(([id, key]) => ({ id, text: t(key) }))}
    >
      {problem && <NotificationBanner t={t} kind="error" title={t(problem)} announce />}
      <Form
        t={t}
        action={known ? `${here}/${known.id}/edit` : `${here}/new`}
        hidden={known ? { seen: known.seen } : {}}
      >
        {!known && (
          <>
            <Select
              t={t}
              id="unit"
              label={t('dashboard.unit')}
              required
              value={typed.unit}
              options={[...units]}
              error={error('unit')}
            />
            <TextInput
              t={t}
              id="name"
              label={t('dashboard.name')}
              hint={t('dashboard.nameHint')}
              required
              autoComplete="off"
              width="20"
              value={typed.name}
              error={error('name')}
            />
          </>
        )}
        <TextInput
          t={t}
          id="title"
          label={t('dashboard.label')}
          required
          value={typed.title}
          error={error('title')}
        />
        <TextInput
          t={t}
          id="titleEn"
          label={t('dashboard.labelEn')}
          value={typed.titleEn}
          lang="en"
          error={error('titleEn')}
        />
        <Textarea
          t={t}
          id="lead"
          label={t('dashboard.words')}
          rows={3}
          maxLength={1000}
          value={typed.lead}
          error={error('lead')}
        />
        <Textarea
          t={t}
          id="leadEn"
          label={t('dashboard.wordsEn')}
          rows={3}
          maxLength={1000}
          value={typed.leadEn}
          lang="en"
          error={error('leadEn')}
        />
        <ButtonRow>
          <Button type="submit">{t('dashboard.save')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};
