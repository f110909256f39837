import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Checkbox } from '#ui/components/checkbox.js';
import { CheckboxGroup } from '#ui/components/checkbox-group.js';
import { Details } from '#ui/components/details.js';
import { FileInput } from '#ui/components/file-input.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { type AuthorityRule, MODES } from '../definition.js';
import { type DraftChoices, LIMITS, type TypedDraft } from '../draft-form.js';
import type { PlannedStep } from '../model/route.js';
import type { DraftView, SeatWords } from '../service/draft-view.js';
import { SpoiledFiles } from './attachments.js';
import { type RelatedChoice, RelatedChoices } from './related.js';
import { PlannedRoute } from './route-steps.js';
import { SeatSelect } from './seat-select.js';
import { errorList, MODE_WORDS } from './words.js';

interface FormPageProps {
  page: PageContext;
  choices: DraftChoices;
  typed: TypedDraft;
  errors: Record<string, string>;
  /** As it would be if it were sent now; null while the form is not complete. */
  route: { rule: AuthorityRule; steps: (PlannedStep & { words: SeatWords })[] } | null;
  related: RelatedChoice;
  /** The draft, once it is kept. */
  draft: { view: DraftView; revision: number } | null;
}

/** 起案: what is put up, and the route that it would go. */
export const FormPage = ({ page, choices, typed, errors, route, related, draft }: FormPageProps) => {
  const { t, base } = page;
  const list = `${base}/staff/decisions`;
  const here = draft ? `${list}/${draft.view.draft.id}` : `${list}/new`;
  const title = t(draft ? 'decision.form.edit' : 'decision.form.new');
  const field = <Name extends Exclude<keyof TypedDraft, 'links' | 'find' | 'review'>>(id: Name) => ({
    t,
    id,
    label: t(`decision.field.${id}`),
    error: errors[id],
  });
  const isGiven = draft?.view.draft.subject !== null && draft !== null;
  const sentBack = draft?.view.acts.findLast(({ act }) => act === 'sentBack');
  const unitOptions = choices.units.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <StaffPage
      page={page}
      title={title}
      breadcrumbs={[{ label: t('decision.title'), href: list }, { label: title }]}
      errors={errorList(errors)}
    >
      {draft?.view.draft.state === 'returned' && sentBack && (
        <NotificationBanner t={t} kind="warning" title={t('decision.form.returned', { name: sentBack.name })}>
          <p>{sentBack.comment}</p>
        </NotificationBanner>
      )}
      {related.find !== null && (
        <NotificationBanner
          t={t}
          kind="info"
          title={t('draftLinks.count', { count: related.found.length })}
          announce
        >
          <p>
            <a href={related.found.length > 0 ? '#found' : '#find'}>{t('draftLinks.goOn')}</a>
          </p>
        </NotificationBanner>
      )}
      <Form
        t={t}
        action={draft ? `${here}/edit` : here}
        hidden={draft ? { revision: String(draft.revision) } : {}}
      >
        {/* Enter in a box presses the first button of a form: it saves, or looks for what stands in the box for that. */}
        <button type="submit" name="next" value="enter" class="default-button" tabindex={-1}>
          {t(draft ? 'decision.form.save' : 'decision.form.keep')}
        </button>
        {isGiven ? (
          <>
            <input type="hidden" name="kind" value={typed.kind} />
            <input type="hidden" name="unit" value={typed.unit} />
          </>
        ) : (
          <>
            <Select
              {...field('kind')}
              required
              emptyLabel={null}
              options={choices.kinds.map(({ id, title: label }) => ({ value: id, label }))}
              value={typed.kind}
            />
            <Select
              {...field('unit')}
              required
              options={choices.own.map(({ id, name }) => ({ value: id, label: name }))}
              value={typed.unit}
            />
          </>
        )}
        <TextInput {...field('title')} required value={typed.title} maxLength={LIMITS.title} />
        <Textarea
          {...field('body')}
          required
          rows={10}
          value={typed.body}
          hint={t('decision.form.bodyHint')}
        />
        <Textarea {...field('reason')} rows={4} value={typed.reason} />
        <Textarea
          {...field('related')}
          rows={2}
          value={typed.related}
          hint={t('decision.form.relatedHint')}
        />
        <RelatedChoices
          page={page}
          choice={related}
          typed={typed.links}
          action={draft ? `${here}/edit` : here}
          error={errors.find}
        />
        <TextInput
          {...field('amount')}
          inputMode="numeric"
          width="10"
          suffix={t('decision.form.yen')}
          hint={t('decision.form.amountHint')}
          value={typed.amount}
        />
        <TextInput {...field('budget')} value={typed.budget} hint={t('decision.form.budgetHint')} />
        <TextInput {...field('dueOn')} type="date" width="10" value={typed.dueOn} />
        <Details
          summary={t('decision.form.route')}
          open={
            typed.review.length > 0 ||
            errors.review !== undefined ||
            typed.consult.length > 0 ||
            typed.circulate.length > 0 ||
            typed.urgent === 'yes'
          }
        >
          <p>{t('decision.form.routeText')}</p>
          <Reviewers page={page} choices={choices} typed={typed} error={errors.review} />
          <CheckboxGroup {...field('consult')} inline options={unitOptions} values={typed.consult} />
          <RadioGroup
            {...field('mode')}
            options={MODES.map((mode) => ({ value: mode, label: t(MODE_WORDS[mode]) }))}
            value={typed.mode}
          />
          <CheckboxGroup {...field('circulate')} inline options={unitOptions} values={typed.circulate} />
          <Checkbox
            t={t}
            id="urgent"
            value="yes"
            label={t('decision.field.urgent')}
            hint={t('decision.form.urgentHint')}
            checked={typed.urgent === 'yes'}
            error={errors.urgent}
          />
        </Details>
        {route && (
          <Section title={t('decision.route.title')}>
            <p>{t('decision.route.by', { article: route.rule.article })}</p>
            <PlannedRoute page={page} steps={route.steps} />
          </Section>
        )}
        <ButtonRow>
          {draft && (
            <Button type="submit" name="next" value="send">
              {t('decision.form.send')}
            </Button>
          )}
          <Button type="submit" name="next" value="save" variant={draft ? 'secondary' : 'primary'}>
            {t(draft ? 'decision.form.save' : 'decision.form.keep')}
          </Button>
        </ButtonRow>
        {draft && <AddFile page={page} view={draft.view} error={errors.file} />}
      </Form>
      {draft && <Files page={page} view={draft.view} />}
    </StaffPage>
  );
};

/** Those who were added, in their order, and room for one more, as far as the table allows. */
const Reviewers = ({
  page: { t },
  choices,
  typed,
  error,
}: Pick<FormPageProps, 'page' | 'choices' | 'typed'> & { error: string | undefined }) => {
  const most = choices.kinds.find(({ id }) => id === typed.kind)?.mostReviewers ?? 0;
  const room = Math.max(typed.review.length, Math.min(typed.review.length + 1, most));
  return (
    <>
      {Array.from({ length: room }, (_, index) => (
        <SeatSelect
          t={t}
          id={index === 0 ? 'review' : `review-${index + 1}`}
          name="review"
          label={t('draftReview.label', { no: index + 1 })}
          {...(index === 0 && { hint: t('draftReview.hint', { most }), error })}
          emptyLabel={t('draftReview.none')}
          value={typed.review[index]}
          seats={choices.seats}
        />
      ))}
    </>
  );
};

const formAddress = (page: PageContext, view: DraftView) =>
  `${page.base}/staff/decisions/${view.draft.id}/files`;

/** Part of the form of the draft: what was typed goes along with the file, and is kept. */
const AddFile = ({
  page,
  view,
  error,
}: {
  page: PageContext;
  view: DraftView;
  error: string | undefined;
}) => {
  const { t } = page;
  return (
    <Section title={t('decision.files.add')}>
      <FileInput
        t={t}
        id="file"
        label={t('decision.files.file')}
        limits={t('decision.files.limits')}
        hint={t('decision.files.hint')}
        error={error}
      />
      <ButtonRow>
        <Button type="submit" variant="secondary" formAction={formAddress(page, view)} multipart>
          {t('decision.files.button')}
        </Button>
      </ButtonRow>
    </Section>
  );
};

const Files = ({ page, view }: { page: PageContext; view: DraftView }) => {
  const { t } = page;
  const here = formAddress(page, view);
  if (view.files.length === 0) return null;
  return (
    <Section title={t('decision.files.title')}>
      <SpoiledFiles page={page} files={view.files} />
      {view.files.map(({ file, name, isWhole }) => (
        <Form t={t} action={`${here}/${file}/remove`}>
          {isWhole ? <a href={`${here}/${file}`}>{name}</a> : name || t('marks.spoiled.nameless')}{' '}
          <Button type="submit" variant="tertiary" size="small">
            {t('decision.files.remove', { name: name || t('marks.spoiled.nameless') })}
          </Button>
        </Form>
      ))}
    </Section>
  );
};
