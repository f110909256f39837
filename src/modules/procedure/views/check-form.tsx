import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { CheckboxGroup } from '#ui/components/checkbox-group.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { Textarea } from '#ui/components/textarea.js';
import type { PageContext } from '#ui/page.js';
import { MESSAGE_LIMIT } from '../model.js';
import type { ReviewCheck } from '../service/checks.js';
import type { StaffCase } from '../service/work.js';

export const CHECKS = 'checks';
export const DESPITE = 'despite';

/** An approval that was sent with points open, or with too long a reason: as it was sent, and what is wrong. */
export interface SentApproval {
  ticked: readonly number[];
  despite: string;
  errors: { [CHECKS]?: string; [DESPITE]?: string };
}

const doneBy = ({ t }: PageContext, { done }: ReviewCheck): string | undefined =>
  done ? t('checks.doneBy', { name: done.by ?? t('checks.someone'), at: t.dateTime(done.at) }) : undefined;

/** What the review looks at: boxes for who works on it, with who ticked them and when; a list for everybody else. */
export const CheckForm = ({
  page,
  data,
  sent,
}: {
  page: PageContext;
  data: StaffCase;
  sent: SentApproval | undefined;
}) => {
  const { t, base } = page;
  const { case: subject, checks, mayCheck, actions } = data;
  if (checks.length === 0) return null;
  const href = `${base}/staff/cases/${subject.id}`;
  const ticked = sent?.ticked ?? checks.filter(({ done }) => done).map(({ number }) => number);
  if (mayCheck) {
    return (
      <Form t={t} action={`${href}/checks`} hidden={{ revision: String(subject.revision) }}>
        <CheckboxGroup
          t={t}
          id={CHECKS}
          label={t('staff.case.checks')}
          hint={t('checks.lead')}
          bare
          options={checks.map((check) => ({
            value: String(check.number),
            label: check.text ?? t('checks.identity'),
            hint: doneBy(page, check),
          }))}
          values={ticked.map(String)}
          error={sent?.errors[CHECKS]}
        />
        {sent && (
          <Textarea
            t={t}
            id={DESPITE}
            label={t('checks.despite')}
            hint={t('checks.despiteHint')}
            value={sent.despite}
            maxLength={MESSAGE_LIMIT}
            error={sent.errors[DESPITE]}
            bare
          />
        )}
        {/* The first button is the one that Enter presses: recording decides nothing. */}
        <ButtonRow>
          <Button type="submit" variant="secondary">
            {t('checks.record')}
          </Button>
          {actions.includes('approve') && (
            <Button type="submit" formAction={`${href}/approve`}>
              {t(sent ? 'checks.despiteButton' : 'staff.case.action.approve')}
            </Button>
          )}
        </ButtonRow>
      </Form>
    );
  }
  return (
    <Section title={t('staff.case.checks')} level={3}>
      <ul>
        {checks.map((check) => (
          <li>
            {check.text ?? t('checks.identity')}
            {check.done && `（${doneBy(page, check)}）`}
          </li>
        ))}
      </ul>
    </Section>
  );
};
