import { ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { ConfirmButton } from '#ui/components/confirm-button.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { SummaryList } from '#ui/components/summary-list.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { amountsUnsaid } from '../fee-text.js';
import { hardTexts } from '../hard-texts.js';
import { mayHappen } from '../model.js';
import { isNameless } from '../nameless.js';
import { ja } from '../parts/texts.js';
import type { OpenDraft } from '../service/reading.js';
import { DecisionForms } from './decision-forms.js';
import { editorHref, partHref } from './hrefs.js';
import { OutlinePages } from './outline-pages.js';
import { ProblemList } from './problem-list.js';
import { summaryRows } from './summary.js';
import { ThirdParties } from './third-parties.js';
import { STATE_TONES, STATE_WORDS } from './words.js';

/** A draft as a whole: what it is, what is still missing, its pages and questions, and what happens next. */
export const OutlinePage = ({
  page,
  open,
  typed = {},
  errors = {},
}: {
  page: PageContext;
  open: OpenDraft;
  typed?: Readonly<Record<string, string>>;
  errors?: Readonly<Record<string, string>>;
}) => {
  const { t } = page;
  const { draft, problems, may, origin } = open;
  const { document } = draft;
  const isOpen = may.write && mayHappen(draft.state, 'edit');
  const id = draft.procedure;
  const hard = hardTexts(document).length;
  const unsaid = document.fee ? amountsUnsaid(document.fee) : [];
  return (
    <StaffPage
      page={page}
      title={ja(document.title) || id}
      lead={t('authoring.outline.lead', { id, unit: open.unitName })}
      back={{ href: `${page.base}/staff/authoring`, label: t('authoring.list.title') }}
      errors={Object.entries(errors).map(([field, text]) => ({ id: `c-${field}`, text }))}
      actions={
        <ButtonLink variant="secondary" href={editorHref(page, id, '/preview')}>
          {t('authoring.preview.title')}
        </ButtonLink>
      }
    >
      <p>
        <StatusTag tone={STATE_TONES[draft.state]} label={t(STATE_WORDS[draft.state])} />{' '}
        {t('authoring.outline.changed', {
          at: t.dateTime(draft.changedAt),
          name: open.names.get(draft.changedBy) ?? '',
        })}
      </p>
      {draft.reason && draft.state === 'draft' && (
        <NotificationBanner
          t={t}
          kind="warning"
          title={t('authoring.outline.sentBack', { name: open.names.get(draft.decidedBy ?? '') ?? '' })}
        >
          <p class="quote">{draft.reason}</p>
        </NotificationBanner>
      )}
      {origin?.hasChanged && (
        <NotificationBanner t={t} kind="info" title={t('authoring.origin.changed')}>
          <p>
            <a href={editorHref(page, id, '/compare?with=original')}>{t('authoring.origin.compare')}</a>
          </p>
        </NotificationBanner>
      )}
      <ProblemList page={page} draft={draft} problems={problems} isOpen={isOpen} />
      {isNameless(document) && (
        <NotificationBanner t={t} kind="warning" title={t('editor.nameless.title')}>
          <p>{t('editor.nameless.text')}</p>
          {isOpen && <a href={partHref(page, id, 'output')}>{t('editor.nameless.output')}</a>}
        </NotificationBanner>
      )}
      {unsaid.length > 0 && (
        <NotificationBanner t={t} kind="warning" title={t('editor.feeText.title')}>
          <p>{t('editor.feeText.text', { amounts: unsaid.join('、') })}</p>
          {isOpen && <a href={partHref(page, id, 'fee')}>{t('editor.feeText.link')}</a>}
        </NotificationBanner>
      )}
      {hard > 0 && (
        <p>
          <a href={editorHref(page, id, '/reading')}>{t('editor.reading.some', { count: hard })}</a>
        </p>
      )}
      <Section
        title={t('authoring.outline.questions')}
        id="questions"
        aside={isOpen && <a href={partHref(page, id, 'page', 'new')}>{t('authoring.page.add')}</a>}
      >
        <OutlinePages page={page} draft={draft} isOpen={isOpen} />
      </Section>
      <ThirdParties page={page} draft={draft} isOpen={isOpen} />
      <Section title={t('authoring.outline.parts')}>
        <SummaryList t={t} rows={summaryRows(page, draft, isOpen)} />
      </Section>
      <DecisionForms page={page} open={open} problems={problems.length} typed={typed} errors={errors} />
      <Section title={t('authoring.outline.tools')}>
        <ul>
          {(draft.baseVersion !== null || open.current) && (
            <li>
              <a href={editorHref(page, id, '/compare')}>{t('authoring.compare.link')}</a>
            </li>
          )}
          <li>
            <a href={editorHref(page, id, '/past')}>{t('authoring.past.link')}</a>
          </li>
          <li>
            <a href={editorHref(page, id, '/reading')}>{t('authoring.reading.link')}</a>
          </li>
          <li>
            <a href={editorHref(page, id, '/export.yaml')}>{t('authoring.export.link')}</a>
          </li>
          <li>
            <a href={editorHref(page, id, '/versions')}>{t('authoring.versions.link')}</a>
          </li>
        </ul>
        {may.write && mayHappen(draft.state, 'discard') && (
          <Form t={t} action={editorHref(page, id, '/discard')} hidden={{ seen: String(draft.revision) }}>
            <ButtonRow>
              <ConfirmButton
                id="discard"
                label={t('authoring.discard.button')}
                question={t('authoring.discard.question')}
                cancel={t('authoring.cancel')}
              />
            </ButtonRow>
          </Form>
        )}
      </Section>
    </StaffPage>
  );
};
