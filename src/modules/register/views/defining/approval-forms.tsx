import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { StatusTag, type StatusTone } from '#ui/components/status-tag.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import type { PageContext } from '#ui/page.js';
import { type DraftAction, type DraftState, delicacyOf, mayHappen } from '../../defining/approval.js';
import type { Draft } from '../../defining/draft.js';
import type { OpenDraft } from '../../service/defining.js';
import { draftHref } from './draft-frame.js';

export type TypedStep = Readonly<Partial<Record<'note' | 'reason' | 'from', string>>>;

const TONES = {
  draft: 'neutral',
  inApproval: 'waiting',
  approved: 'done',
  scheduled: 'done',
} as const satisfies Record<DraftState, StatusTone>;

export const DraftStateTag = ({ page: { t }, draft }: { page: PageContext; draft: Pick<Draft, 'state'> }) => (
  <StatusTag tone={TONES[draft.state]} label={t(`registerCheck.state.${draft.state}`)} />
);

/** Why a draft came back, and from whom. */
export const CameBack = ({ page: { t }, opened }: { page: PageContext; opened: OpenDraft }) => {
  const { draft, names } = opened;
  if (draft.state !== 'draft' || draft.reason === null) return null;
  const { decidedBy, askedBy } = draft;
  // Nobody answers what they asked themselves: whoever did has withdrawn it from its decision.
  const key = decidedBy === askedBy ? 'registerCheck.withdrawn' : 'registerCheck.cameBack';
  const title =
    decidedBy === null ? t('registerCheck.cameBackAlone') : t(key, { name: names.get(decidedBy) ?? '' });
  return (
    <NotificationBanner t={t} kind="warning" title={title}>
      <p class="quote">{draft.reason}</p>
    </NotificationBanner>
  );
};

interface Shown {
  page: PageContext;
  opened: OpenDraft;
  typed: TypedStep;
  errors: TypedStep;
}

const hiddenOf = ({ draft }: OpenDraft) => ({ seen: String(draft.revision) });

/** What happens next with a draft: asked for, approved by somebody else, taken into use from a day on. */
export const ApprovalForms = (shown: Shown) => {
  const { page, opened } = shown;
  const { t } = page;
  const { draft, problems, check, decision, may, names } = opened;
  const { state } = draft;
  const can = (action: DraftAction) => decision === null && mayHappen(state, action);
  const delicacy = delicacyOf(draft.document, opened.base);
  const needs =
    check === 'colleague' && delicacy === 'published'
      ? 'registerCheck.needs.published'
      : (`registerCheck.needs.${check ?? 'colleague'}` as const);
  const isAlone = state !== 'draft' || check === null;
  return (
    <Section title={t('registerCheck.next')} id="next">
      <p>
        <DraftStateTag page={page} draft={draft} />
      </p>
      {state === 'draft' && check && (
        <>
          <p>{t(needs)}</p>
          {problems.length === 0 && <p>{t(`registerCheck.then.${check}`)}</p>}
        </>
      )}
      {problems.length > 0 && <p>{t('registerCheck.mendFirst', { count: problems.length })}</p>}
      {state === 'inApproval' && draft.askedAt && (
        <p>
          {t('registerCheck.askedBy', {
            name: names.get(draft.askedBy ?? '') ?? '',
            at: t.dateTime(draft.askedAt),
          })}
        </p>
      )}
      {state !== 'draft' && draft.note && <p class="quote">{draft.note}</p>}
      {state !== 'draft' && (
        <p>
          <a href={draftHref(page, draft.register)}>{t('registerCheck.whole')}</a>
        </p>
      )}
      {decision && (
        <p>
          {t('registerCheck.underWay')}{' '}
          <a href={`${page.base}/staff/decisions/${decision}`}>{t('registerCheck.link')}</a>
        </p>
      )}
      {state === 'scheduled' && draft.beginsOn && (
        <p>{t('registerCheck.scheduledFor', { date: t.date(draft.beginsOn) })}</p>
      )}
      {may.define && !isAlone && problems.length === 0 && <AskForm {...shown} />}
      {can('approve') && (may.approve ? <AnswerForms {...shown} /> : <p>{t('registerCheck.another')}</p>)}
      {may.define && can('use') && isAlone && problems.length === 0 && <UseForm {...shown} />}
      {may.define && can('pullBack') && !(state === 'inApproval' && may.approve) && (
        <Form t={t} action={draftHref(page, draft.register, '/pull-back')} hidden={hiddenOf(opened)}>
          {state !== 'inApproval' && draft.decidedBy !== null && <p>{t('registerCheck.pullBackText')}</p>}
          <ButtonRow>
            <Button type="submit" variant="secondary">
              {t('registerCheck.pullBack')}
            </Button>
          </ButtonRow>
        </Form>
      )}
    </Section>
  );
};

const AskForm = ({ page, opened, typed, errors }: Shown) => {
  const { t } = page;
  return (
    <Form t={t} action={draftHref(page, opened.draft.register, '/ask')} hidden={hiddenOf(opened)}>
      <Textarea
        t={t}
        id="note"
        name="note"
        label={t('registerCheck.note')}
        hint={t('registerCheck.noteHint')}
        rows={3}
        value={typed.note ?? opened.draft.note}
        error={errors.note}
        required
      />
      <ButtonRow>
        <Button type="submit">{t('registerCheck.ask')}</Button>
      </ButtonRow>
    </Form>
  );
};

const AnswerForms = ({ page, opened, typed, errors }: Shown) => {
  const { t } = page;
  const { register } = opened.draft;
  return (
    <>
      <Form t={t} action={draftHref(page, register, '/approve')} hidden={hiddenOf(opened)}>
        <p>{t('registerCheck.approveThen')}</p>
        <ButtonRow>
          <Button type="submit">{t('registerCheck.approve')}</Button>
        </ButtonRow>
      </Form>
      <Form t={t} action={draftHref(page, register, '/send-back')} hidden={hiddenOf(opened)}>
        <Textarea
          t={t}
          id="reason"
          name="reason"
          label={t('registerCheck.reason')}
          rows={3}
          required
          value={typed.reason}
          error={errors.reason}
        />
        <ButtonRow>
          <Button type="submit" variant="secondary">
            {t('registerCheck.sendBack')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  );
};

const UseForm = ({ page, opened, typed, errors }: Shown) => {
  const { t } = page;
  const { register, state, beginsOn } = opened.draft;
  return (
    <Form t={t} action={draftHref(page, register, '/use')} hidden={hiddenOf(opened)}>
      <TextInput
        t={t}
        id="from"
        name="from"
        type="date"
        width="10"
        label={t('registerCheck.from')}
        hint={t('registerCheck.fromHint')}
        value={typed.from ?? beginsOn?.toString()}
        error={errors.from}
      />
      <ButtonRow>
        <Button type="submit">
          {t(state === 'scheduled' ? 'registerCheck.changeDay' : 'registerDesk.use')}
        </Button>
      </ButtonRow>
    </Form>
  );
};
