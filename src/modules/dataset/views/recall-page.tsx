import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { type Dataset, MOST_REASON, type Version } from '../model.js';

/** One version is taken back from the public, with the reason. */
export const RecallPage = ({
  page,
  dataset,
  version: { version, name },
  isLast,
  reason,
  error,
}: {
  page: PageContext;
  dataset: Dataset;
  version: Version;
  /** Nothing else is out: the dataset itself is to be withdrawn. */
  isLast: boolean;
  reason: string;
  error: string | undefined;
}) => {
  const { t, base } = page;
  const here = `${base}/staff/datasets/${dataset.id}`;
  const title = t('dataset.recallTitle', { version, name });
  return (
    <StaffPage
      page={page}
      title={title}
      {...(!isLast && { lead: t('dataset.recallLead') })}
      breadcrumbs={[
        { label: t('dataset.title'), href: `${base}/staff/datasets` },
        { label: dataset.about.title, href: here },
        { label: title },
      ]}
      errors={error === undefined ? [] : [{ id: 'reason', text: error }]}
    >
      {isLast ? (
        <NotificationBanner t={t} kind="warning" title={t('dataset.recallLast')} />
      ) : (
        <Form t={t} action={`${here}/versions/${version}/recall`}>
          <Textarea
            t={t}
            id="reason"
            label={t('dataset.recallReason')}
            rows={3}
            maxLength={MOST_REASON}
            required
            value={reason}
            error={error}
          />
          <ButtonRow>
            <Button type="submit" variant="danger">
              {t('dataset.recall')}
            </Button>
          </ButtonRow>
        </Form>
      )}
    </StaffPage>
  );
};
