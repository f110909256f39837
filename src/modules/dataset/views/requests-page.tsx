import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { Pagination } from '#ui/components/pagination.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { DataRequest, RequestState } from '../model.js';

const TONES = {
  new: 'waiting',
  listed: 'active',
  answered: 'done',
  hidden: 'neutral',
} as const satisfies Record<RequestState, string>;

/** What people asked for, to be shown, answered or hidden. */
export const RequestsPage = ({
  page,
  items,
  next,
  wrong,
}: {
  page: PageContext;
  items: readonly DataRequest[];
  next: string | null;
  /** The request whose answer lacks words. */
  wrong: string | undefined;
}) => {
  const { t, base } = page;
  const here = `${base}/staff/datasets/requests`;
  const title = t('dataset.requests');
  const missing = t('dataset.request.answerMissing');
  return (
    <StaffPage
      page={page}
      title={title}
      lead={t('dataset.request.lead')}
      breadcrumbs={[{ label: t('dataset.title'), href: `${base}/staff/datasets` }, { label: title }]}
      errors={wrong === undefined ? [] : [{ id: `answer-${wrong}`, text: missing }]}
    >
      {items.length === 0 && <EmptyState title={t('dataset.request.none')} icon="inbox" />}
      {items.map(({ id, words, state, answer, at }) => (
        <Section
          title={t.dateTime(at)}
          aside={<StatusTag tone={TONES[state]} label={t(`dataset.request.state.${state}`)} />}
        >
          <p class="lines">{words}</p>
          <Form t={t} action={`${here}/${id}`}>
            <Textarea
              t={t}
              id={`answer-${id}`}
              name="answer"
              label={t('dataset.request.answerLabel')}
              rows={3}
              value={answer ?? ''}
              error={wrong === id ? missing : undefined}
            />
            <ButtonRow>
              <Button type="submit" variant="secondary" name="state" value="answered">
                {t('dataset.request.answer')}
              </Button>
              <Button type="submit" variant="tertiary" name="state" value="listed">
                {t('dataset.request.list')}
              </Button>
              <Button type="submit" variant="tertiary" name="state" value="hidden">
                {t('dataset.request.hide')}
              </Button>
            </ButtonRow>
          </Form>
        </Section>
      ))}
      {next !== null && (
        <Pagination t={t} countText={t.number(items.length)} nextHref={`${here}?after=${next}`} />
      )}
    </StaffPage>
  );
};
