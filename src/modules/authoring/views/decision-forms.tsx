import { dateIn } from '#kernel/clock.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import type { PageContext } from '#ui/page.js';
import { mayHappen } from '../model.js';
import type { OpenDraft } from '../service/reading.js';
import { editorHref } from './hrefs.js';

interface Shown {
  page: PageContext;
  open: OpenDraft;
  problems: number;
  /** What was typed into one of the forms, and what is wrong with it. */
  typed: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
}

/** What happens next with a draft: looked at, asked for, approved by somebody else, published. */
export const DecisionForms = (shown: Shown) => {
  const { page, open } = shown;
  const { t } = page;
  const { draft, may } = open;
  const can = (action: Parameters<typeof mayHappen>[1]) =>
    open.decision === null && mayHappen(draft.state, action);
  return (
    <Section title={t('authoring.next.title')} id="next">
      <ol class="editor-way">
        {(['draft', 'previewed', 'inApproval', 'approved'] as const).map((state) => (
          <li aria-current={state === draft.state ? 'step' : undefined}>{t(`authoring.state.${state}`)}</li>
        ))}
        <li>{t('authoring.state.published')}</li>
      </ol>
      {draft.state === 'draft' && <p>{t('authoring.next.draft')}</p>}
      {may.write && can('ask') && <AskForm {...shown} />}
      {draft.state === 'inApproval' && (
        <p>
          {t('authoring.next.inApproval', { name: open.names.get(draft.askedBy ?? '') ?? '' })}
          {draft.note && <span class="quote">{draft.note}</span>}
        </p>
      )}
      {open.decision && (
        <p>
          {t('authoring.decision.underWay')}{' '}
          <a href={`${page.base}/staff/decisions/${open.decision}`}>{t('authoring.decision.link')}</a>
        </p>
      )}
      {may.approve && can('approve') && <ApproveForms {...shown} />}
      {!may.approve && can('approve') && <p>{t('authoring.next.another')}</p>}
      {may.write && can('publish') && <PublishForm {...shown} />}
      {may.write && can('pullBack') && (
        <Form t={t} action={editorHref(page, draft.procedure, '/pull-back')} hidden={seen(open)}>
          <ButtonRow>
            <Button type="submit" variant="secondary">
              {t('authoring.next.pullBack')}
            </Button>
          </ButtonRow>
        </Form>
      )}
    </Section>
  );
};

const seen = ({ draft }: OpenDraft) => ({ seen: String(draft.revision) });

const AskForm = ({ page, open, problems, typed, errors }: Shown) => {
  const { t } = page;
  if (problems > 0) return <p>{t('authoring.next.mendFirst', { count: problems })}</p>;
  return (
    <Form t={t} action={editorHref(page, open.draft.procedure, '/ask')} hidden={seen(open)}>
      <Textarea
        t={t}
        id="c-note"
        name="note"
        label={t('authoring.next.note')}
        hint={t('authoring.next.noteHint')}
        rows={3}
        value={typed.note ?? open.draft.note}
        error={errors.note}
        required
      />
      <ButtonRow>
        <Button type="submit">{t('authoring.next.ask')}</Button>
      </ButtonRow>
    </Form>
  );
};

const ApproveForms = ({ page, open, typed, errors }: Shown) => {
  const { t } = page;
  const { procedure } = open.draft;
  return (
    <>
      <Form t={t} action={editorHref(page, procedure, '/approve')} hidden={seen(open)}>
        <ButtonRow>
          <Button type="submit">{t('authoring.next.approve')}</Button>
        </ButtonRow>
      </Form>
      <Form t={t} action={editorHref(page, procedure, '/send-back')} hidden={seen(open)}>
        <Textarea
          t={t}
          id="c-reason"
          name="reason"
          label={t('authoring.next.reason')}
          rows={3}
          required
          value={typed.reason}
          error={errors.reason}
        />
        <ButtonRow>
          <Button type="submit" variant="secondary">
            {t('authoring.next.sendBack')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  );
};

const PublishForm = ({ page, open, typed, errors }: Shown) => {
  const { t } = page;
  const day = dateIn(page.now).toString();
  return (
    <Form t={t} action={editorHref(page, open.draft.procedure, '/publish')} hidden={seen(open)}>
      <TextInput
        t={t}
        id="c-from"
        name="from"
        type="date"
        width="10"
        label={t('authoring.next.from')}
        hint={t('authoring.next.fromHint')}
        value={typed.from ?? day}
        error={errors.from}
        required
      />
      <ButtonRow>
        <Button type="submit">{t('authoring.next.publish')}</Button>
      </ButtonRow>
    </Form>
  );
};
