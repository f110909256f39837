import type { Child } from 'hono/jsx';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { Button, type ButtonVariant } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Details } from '#ui/components/details.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import type { PageContext } from '#ui/page.js';
import { isToAnswer, isToRead } from '../model/progress.js';
import { seatName } from '../model/seats.js';
import type { DraftView, StepView } from '../service/draft-view.js';
import { SeatSelect } from './seat-select.js';
import { KIND_WORDS, RIGHT_WORDS } from './words.js';

interface ActFormsProps {
  page: PageContext;
  view: DraftView;
  typed: Record<string, string>;
  errors: Record<string, string>;
}

interface ActFormProps extends ActFormsProps {
  name: string;
  /** Step that the form is about; its number goes with it. */
  step?: StepView;
  button: MessageKey;
  variant?: ButtonVariant;
  children?: Child;
}

const ActForm = ({ page, view, name, step, button, variant, children }: ActFormProps) => (
  <Form
    t={page.t}
    action={`${page.base}/staff/decisions/${view.draft.id}/${name}`}
    hidden={{ round: String(view.draft.round), ...(step && { no: String(step.no) }) }}
  >
    {children}
    <ButtonRow>
      <Button type="submit" variant={variant ?? 'primary'}>
        {page.t(button)}
      </Button>
    </ButtonRow>
  </Form>
);

interface WordsProps extends ActFormsProps {
  name: string;
  field: string;
  step?: StepView;
  label: MessageKey;
  hint?: MessageKey;
  required?: boolean;
}

/** Ids are of the step where there are several; what was typed comes back with the first. */
const Words = ({
  page: { t },
  typed,
  errors,
  name,
  field,
  step,
  label,
  hint,
  required = false,
}: WordsProps) => {
  const key = `${name}-${field}`;
  return (
    <Textarea
      t={t}
      id={step && errors[key] === undefined ? `${key}-${step.no}` : key}
      name={field}
      rows={3}
      label={t(label)}
      hint={hint && t(hint)}
      required={required}
      value={typed[key]}
      error={errors[key]}
    />
  );
};

/** What this person can do with the draft now, as buttons. */
export const ActForms = (props: ActFormsProps) => {
  const { page, view, errors } = props;
  const { t } = page;
  const { may, steps } = view;
  const open = steps.filter(({ state }) => state === 'open');
  const mine = steps.filter((step) => step.mine !== null);
  const asked = may.has('approve') ? mine.filter(isToAnswer) : [];
  const toNote = may.has('note') ? mine.filter(isToRead) : [];
  const toConfirm = may.has('confirm')
    ? mine.filter((step) => step.unconfirmed && step.mine !== 'standIn')
    : [];
  const toName = may.has('name') ? open.filter(({ words }) => words.who.length === 0) : [];
  const named = (step: StepView) => `${t(KIND_WORDS[step.kind])}（${seatName(step.words)}）`;
  return (
    <>
      {asked.map((step) => (
        <Section title={t('decision.act.title', { step: named(step) })}>
          {step.mine && step.mine !== 'holder' && (
            <p>{t('decision.act.as', { right: t(RIGHT_WORDS[step.mine]) })}</p>
          )}
          <ActForm
            {...props}
            name="approve"
            step={step}
            button={step.kind === 'decision' ? 'decision.act.decide' : 'decision.act.approve'}
          >
            <Words {...props} name="approve" field="comment" step={step} label="decision.act.comment" />
          </ActForm>
          {step.kind === 'consultation' && (
            <Details summary={t('decision.act.object')} open={errors['object-comment'] !== undefined}>
              <ActForm
                {...props}
                name="object"
                step={step}
                button="decision.act.objectButton"
                variant="secondary"
              >
                <Words
                  {...props}
                  name="object"
                  field="comment"
                  step={step}
                  label="decision.act.objection"
                  hint="decision.act.objectionHint"
                  required
                />
              </ActForm>
            </Details>
          )}
          <Details summary={t('decision.act.sendBack')} open={errors['send-back-reason'] !== undefined}>
            <ActForm
              {...props}
              name="send-back"
              step={step}
              button="decision.act.sendBackButton"
              variant="secondary"
            >
              <Select
                t={t}
                id={`send-back-to-${step.no}`}
                name="to"
                label={t('decision.act.to')}
                emptyLabel={t('decision.act.toDrafter')}
                value={props.typed['send-back-to']}
                options={view.earlier.map((stage) => ({
                  value: String(stage),
                  label: steps
                    .filter((one) => one.stage === stage)
                    .map(named)
                    .join('、'),
                }))}
              />
              <Words
                {...props}
                name="send-back"
                field="reason"
                step={step}
                label="decision.act.reason"
                required
              />
            </ActForm>
          </Details>
        </Section>
      ))}
      {toNote.map((step) => (
        <Section title={named(step)}>
          <ActForm {...props} name="note" step={step} button="decision.act.note" />
        </Section>
      ))}
      {toConfirm.map((step) => (
        <Section title={t('decision.act.confirmTitle', { step: named(step) })}>
          <p>{t('decision.act.confirmText')}</p>
          <ActForm {...props} name="confirm" step={step} button="decision.act.confirm">
            <Words {...props} name="confirm" field="comment" step={step} label="decision.act.comment" />
          </ActForm>
        </Section>
      ))}
      {toName.map((step) => (
        <Section title={t('decision.act.nameTitle', { step: named(step) })}>
          <p>{t('decision.act.nameText')}</p>
          <ActForm {...props} name="name" step={step} button="decision.act.name">
            <TextInput
              t={t}
              id={errors['name-who'] === undefined ? `name-who-${step.no}` : 'name-who'}
              name="who"
              required
              width="20"
              label={t('decision.act.who')}
              value={props.typed['name-who']}
              error={errors['name-who']}
            />
          </ActForm>
        </Section>
      ))}
      {(may.has('pullBack') || may.has('reroute') || may.has('withdraw') || may.has('closeCirculation')) && (
        <Section title={t('decision.act.own')}>
          {may.has('pullBack') && (
            <ActForm {...props} name="pull-back" button="decision.act.pullBack" variant="secondary" />
          )}
          {may.has('closeCirculation') && (
            <Details summary={t('decision.act.closeCirculation')}>
              <p>{t('decision.act.closeCirculationText')}</p>
              <ActForm
                {...props}
                name="close-circulation"
                button="decision.act.closeCirculation"
                variant="secondary"
              />
            </Details>
          )}
          {may.has('addReviewer') && (
            <Details summary={t('draftReview.add')} open={errors['add-reviewer-seat'] !== undefined}>
              <p>{t('draftReview.addText', { most: view.kind?.mostReviewers ?? 0 })}</p>
              <ActForm {...props} name="add-reviewer" button="draftReview.add" variant="secondary">
                <SeatSelect
                  t={t}
                  id="add-reviewer-seat"
                  name="seat"
                  label={t('draftReview.seat')}
                  value={props.typed['add-reviewer-seat']}
                  error={errors['add-reviewer-seat']}
                  seats={view.seats}
                />
              </ActForm>
            </Details>
          )}
          {may.has('reroute') && (
            <Details summary={t('decision.act.reroute')}>
              <p>{t('decision.act.rerouteText')}</p>
              <ActForm {...props} name="reroute" button="decision.act.reroute" variant="secondary" />
            </Details>
          )}
          {may.has('withdraw') && (
            <Details summary={t('decision.act.withdraw')} open={errors['withdraw-reason'] !== undefined}>
              <ActForm {...props} name="withdraw" button="decision.act.withdraw" variant="danger">
                <Words {...props} name="withdraw" field="reason" label="decision.act.reason" />
              </ActForm>
            </Details>
          )}
        </Section>
      )}
    </>
  );
};
