import type { Child } from 'hono/jsx';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { Button, type ButtonVariant } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { CheckboxGroup } from '#ui/components/checkbox-group.js';
import { DateInput, type DatePart } from '#ui/components/date-input.js';
import { Form } from '#ui/components/form.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Select } from '#ui/components/select.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { MESSAGE_LIMIT, REVOCATION_REASONS } from '../model.js';
import { REPLY_LIMITS } from '../replies/model.js';
import { CHOSEN_REPLY, type ReplyChoices, ReplyPicker } from '../replies/views/reply-pages.js';
import type { StaffCase } from '../service/work.js';
import { COUNTER_WAY_WORDS, REVOCATION_WORDS } from './words.js';

/** What was typed, to be shown again, and what is wrong with it, by field. */
export interface Typed {
  values: Readonly<Record<string, readonly string[]>>;
  errors: Readonly<Record<string, string>>;
}

interface StepPageProps {
  page: PageContext;
  data: StaffCase;
  typed: Typed;
  /** Reply templates that can be put into the text of this step. */
  replies: ReplyChoices;
}

const first = ({ values }: Typed, name: string): string => values[name]?.[0] ?? '';

interface FrameProps extends StepPageProps {
  title: MessageKey;
  lead: string;
  path: string;
  button: MessageKey;
  variant?: ButtonVariant;
  children?: Child;
}

const StepFrame = ({
  page,
  data,
  typed,
  replies,
  title,
  lead,
  path,
  button,
  variant = 'primary',
  children,
}: FrameProps) => {
  const { t, base } = page;
  const { id, number, revision } = data.case;
  const href = `${base}/staff/cases/${id}`;
  return (
    <StaffPage
      page={page}
      title={t(title)}
      lead={`${formatReference(number)} ${localize(data.procedure.title, t.locale)}`}
      back={{ href }}
      errors={[
        ...Object.entries(typed.errors).map(([field, text]) => ({ id: field, text })),
        ...(replies.error ? [{ id: CHOSEN_REPLY, text: replies.error }] : []),
      ]}
    >
      <p>{lead}</p>
      <Form t={t} action={`${href}/${path}`} hidden={{ revision: String(revision) }}>
        {/* Enter in a box takes the step; it does not put a text in. */}
        {replies.choices.length > 0 && (
          <button type="submit" class="default-button" tabindex={-1}>
            {t(button)}
          </button>
        )}
        {children}
        <ButtonRow>
          <Button type="submit" variant={variant}>
            {t(button)}
          </Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};

export const { correction: CORRECTION_LIMIT, refusal: REFUSAL_LIMIT } = REPLY_LIMITS;
/** Of a number on a slip, an order or a terminal's receipt. */
export const NOTE_LIMIT = 100;
export const REVOCATION_LIMIT = 2000;

const PARTS: readonly DatePart[] = ['year', 'month', 'day'];

export const CorrectionRequestPage = (props: StepPageProps & { fields: readonly string[] }) => {
  const { page, data, typed, replies, fields } = props;
  const { t } = page;
  const asked = data.case.content.askedInJapanese ?? data.case.content.asked;
  return (
    <StepFrame
      {...props}
      title="staff.case.correction.title"
      lead={t('staff.case.correction.lead')}
      path="correction"
      button="staff.case.correction.button"
    >
      <CheckboxGroup
        t={t}
        id="fields"
        label={t('staff.case.correction.fields')}
        required
        error={typed.errors.fields}
        values={typed.values.fields ?? []}
        options={asked
          .filter(({ field }) => fields.includes(field))
          .map(({ field, question, answer }) => ({
            value: field,
            label: question,
            hint: answer ?? t('ui.summary.empty'),
          }))}
      />
      <Textarea
        t={t}
        id="message"
        label={t('staff.case.correction.message')}
        hint={t('staff.case.correction.messageHint')}
        required
        error={typed.errors.message}
        value={first(typed, 'message')}
        maxLength={CORRECTION_LIMIT}
      />
      <ReplyPicker t={t} replies={replies} />
      <DateInput
        t={t}
        id="dueOn"
        label={t('staff.case.correction.dueOn')}
        required
        error={typed.errors.dueOn}
        value={Object.fromEntries(PARTS.map((part) => [part, first(typed, `dueOn.${part}`)]))}
      />
    </StepFrame>
  );
};

export const RefusalPage = (props: StepPageProps) => {
  const { page, typed, replies } = props;
  const { t } = page;
  return (
    <StepFrame
      {...props}
      title="staff.case.refusal.title"
      lead={t('staff.case.refusal.lead')}
      path="refusal"
      button="staff.case.refusal.button"
      variant="danger"
    >
      <Textarea
        t={t}
        id="reason"
        label={t('staff.case.refusal.reason')}
        hint={t('staff.case.refusal.hint')}
        required
        error={typed.errors.reason}
        value={first(typed, 'reason')}
        maxLength={REFUSAL_LIMIT}
      />
      <ReplyPicker t={t} replies={replies} />
    </StepFrame>
  );
};

export const FeePage = (props: StepPageProps) => {
  const { page, data, typed } = props;
  const { t } = page;
  return (
    <StepFrame
      {...props}
      title="staff.case.feeStep.title"
      lead={t('paymentDesk.take.lead', { amount: t.yen(data.case.fee) })}
      path="fee"
      button="paymentDesk.take.button"
    >
      <RadioGroup
        t={t}
        id="way"
        label={t('paymentDesk.take.way')}
        required
        error={typed.errors.way}
        value={first(typed, 'way')}
        options={Object.entries(COUNTER_WAY_WORDS).map(([value, word]) => ({ value, label: t(word) }))}
      />
      <TextInput
        t={t}
        id="note"
        label={t('paymentDesk.take.note')}
        hint={t('paymentDesk.take.noteHint')}
        error={typed.errors.note}
        value={first(typed, 'note')}
        width="20"
        autoComplete="off"
        maxLength={NOTE_LIMIT}
      />
    </StepFrame>
  );
};

/** To another section, with a note for the colleagues there. */
export const OtherSectionPage = (props: StepPageProps) => {
  const { page, data, typed } = props;
  const { t } = page;
  return (
    <StepFrame
      {...props}
      title="casework.handOver.title"
      lead={t('casework.handOver.lead')}
      path="other-section"
      button="casework.handOver.button"
    >
      <Select
        t={t}
        id="unit"
        label={t('casework.handOver.unit')}
        required
        error={typed.errors.unit}
        value={first(typed, 'unit')}
        options={data.sections
          .filter(({ id }) => id !== data.case.unit)
          .map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Textarea
        t={t}
        id="note"
        label={t('casework.handOver.note')}
        hint={t('casework.note.hint')}
        required
        error={typed.errors.note}
        value={first(typed, 'note')}
        maxLength={MESSAGE_LIMIT}
      />
    </StepFrame>
  );
};

/** To a colleague who works on cases of the same section. */
export const AssignPage = (props: StepPageProps) => {
  const { page, data, typed } = props;
  const { t } = page;
  return (
    <StepFrame
      {...props}
      title="inbox.assign.title"
      lead={t('inbox.assign.lead')}
      path="assignee"
      button="inbox.assign.button"
    >
      <Select
        t={t}
        id="assignee"
        label={t('inbox.bulk.assignee')}
        required
        error={typed.errors.assignee}
        value={first(typed, 'assignee') || (data.case.assignee ?? '')}
        options={data.colleagues.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </StepFrame>
  );
};

export const RevocationPage = (props: StepPageProps) => {
  const { page, typed } = props;
  const { t } = page;
  return (
    <StepFrame
      {...props}
      title="staff.case.revocation.title"
      lead={t('staff.case.revocation.lead')}
      path="revocation"
      button="staff.case.revocation.button"
      variant="danger"
    >
      <RadioGroup
        t={t}
        id="reason"
        label={t('revocation.reason')}
        required
        error={typed.errors.reason}
        value={first(typed, 'reason')}
        options={REVOCATION_REASONS.map((value) => ({ value, label: t(REVOCATION_WORDS[value]) }))}
      />
      <Textarea
        t={t}
        id="words"
        label={t('casework.revocation.words')}
        hint={t('casework.revocation.hint')}
        required
        error={typed.errors.words}
        value={first(typed, 'words')}
        maxLength={REVOCATION_LIMIT}
      />
    </StepFrame>
  );
};
