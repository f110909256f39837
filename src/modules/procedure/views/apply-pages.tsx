import type { Field } from '#forms/fields/field.js';
import {
  CheckAnswersPage,
  type CheckAnswersPageProps,
  checkAnswersTop,
} from '#forms/views/check-answers-page.js';
import { FormPage, type FormPageProps, formPageTop } from '#forms/views/form-page.js';
import { dateIn } from '#kernel/clock.js';
import { localize } from '#kernel/i18n/locales.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Checkbox } from '#ui/components/checkbox.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { FileInput } from '#ui/components/file-input.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { AssuranceLevel } from '../assurance.js';
import { isAnonymous, kindOf, type Procedure } from '../definition.js';
import type { FeeDue } from '../fee.js';
import { hasReusable } from '../reuse.js';
import type { OpenDraft } from '../service/apply.js';
import type { DraftHead } from '../store/drafts.js';
import { DraftList, draftPath } from './draft-list.js';
import { kindWords } from './kind-words.js';
import { feeText } from './words.js';

/** Name and value of the button that saves without going on. */
export const SAVE_DRAFT = { name: '_then', value: 'later' } as const;
/** The same, to be taken away as a file. */
export const SAVE_FILE = { name: '_then', value: 'file' } as const;
/** Box of the person who wants earlier answers proposed. */
export const WITH_EARLIER = 'earlier';
/** Says that the person came from the page that checks the answers. */
export const FROM_CHECK = 'from';

/** Why somebody who is signed in cannot apply for this. */
export type Obstacle =
  | { kind: 'audience' }
  | { kind: 'assurance'; needed: AssuranceLevel }
  | { kind: 'staff' };

const OBSTACLES = {
  audience: { title: 'procedure.obstacle.audience', text: 'procedure.obstacle.audienceText' },
  assurance: { title: 'procedure.obstacle.assurance', text: 'procedure.obstacle.assuranceText' },
  staff: { title: 'procedure.obstacle.staff', text: 'procedure.obstacle.staffText' },
} as const;

export interface BeginPageProps {
  page: PageContext;
  procedure: Procedure;
  drafts: DraftHead[];
  obstacle: Obstacle | null;
  /** What is wrong with the file that was chosen to go on from. */
  fileFault?: string;
}

/** After signing in: go on with what was begun, or begin. */
export const BeginPage = ({ page, procedure, drafts, obstacle, fileFault }: BeginPageProps) => {
  const { t, base } = page;
  const title = localize(procedure.title, t.locale);
  const words = kindWords(procedure);
  return (
    <CitizenPage
      page={page}
      title={title}
      back={{ href: `${base}/procedures/${procedure.id}` }}
      errors={fileFault ? [{ id: 'file', text: fileFault }] : []}
      isPrivate
    >
      {obstacle ? (
        <NotificationBanner t={t} kind="warning" title={t(OBSTACLES[obstacle.kind].title)}>
          <p>{t(OBSTACLES[obstacle.kind].text)}</p>
          <p>
            <a href={`${base}/procedures/${procedure.id}#ways`}>{t('procedure.obstacle.otherWays')}</a>
          </p>
        </NotificationBanner>
      ) : (
        <>
          {drafts.length > 0 && (
            <Section title={t(words.beginDrafts)}>
              <DraftList
                page={page}
                drafts={drafts}
                words={({ updatedAt }) => ({ label: t(words.beginContinue, { at: t.dateTime(updatedAt) }) })}
              />
            </Section>
          )}
          <Section title={drafts.length > 0 ? t(words.beginNew) : t(words.beginTitle)}>
            <ul>
              {page.viewer && (
                <>
                  {!isAnonymous(procedure) && (
                    <li>{t('procedure.begin.prefilled', { name: page.viewer.name })}</li>
                  )}
                  <li>{t('procedure.begin.saved')}</li>
                </>
              )}
              <li>{t(words.beginChecked)}</li>
              {isAnonymous(procedure) && (
                <li>
                  {t('kind.survey.names')}: {t('kind.survey.anonymous')}
                </li>
              )}
            </ul>
            <Form t={t} action={`${base}/procedures/${procedure.id}/apply`}>
              {page.viewer && hasReusable(procedure.form) && (
                <Checkbox
                  t={t}
                  id={WITH_EARLIER}
                  label={t('draftFile.earlier')}
                  hint={t('draftFile.earlierHint')}
                  value="true"
                />
              )}
              <ButtonRow>
                <Button type="submit" size="large" variant={drafts.length > 0 ? 'secondary' : 'primary'}>
                  {t(words.beginButton)}
                </Button>
              </ButtonRow>
            </Form>
          </Section>
          <Section title={t('draftFile.title')}>
            <Form t={t} action={`${base}/procedures/${procedure.id}/resume`} multipart>
              <FileInput
                t={t}
                id="file"
                label={t('draftFile.label')}
                hint={t('draftFile.hint')}
                accept="application/json,.json"
                error={fileFault}
                bare
              />
              <ButtonRow>
                <Button type="submit" variant="secondary">
                  {t('draftFile.button')}
                </Button>
              </ButtonRow>
            </Form>
          </Section>
        </>
      )}
    </CitizenPage>
  );
};

const FORM = 'questions';

export interface QuestionPageProps extends Pick<FormPageProps, 'raw' | 'errors' | 'fields' | 'revealed'> {
  page: PageContext;
  open: OpenDraft;
  formPage: FormPageProps['page'];
  isFromCheck: boolean;
  /** What was typed so far was just saved, to be taken away as a file. */
  isFileReady?: boolean;
}

/** One page of the form. */
export const QuestionPage = ({
  page,
  open,
  formPage,
  isFromCheck,
  isFileReady = false,
  ...sent
}: QuestionPageProps) => {
  const { t, base } = page;
  const { draft, procedure, journey } = open;
  const props: FormPageProps = {
    t,
    page: formPage,
    total: journey.total,
    action: `${base}${draftPath(procedure.id, draft.id, formPage.id)}`,
    id: FORM,
    hidden: { [FROM_CHECK]: isFromCheck ? 'check' : undefined },
    ...(page.viewer && { saveDraft: SAVE_DRAFT }),
    ...sent,
  };
  const back = isFromCheck
    ? draftPath(procedure.id, draft.id, 'check')
    : formPage.previous === null
      ? `/procedures/${procedure.id}/apply`
      : draftPath(procedure.id, draft.id, formPage.previous);
  return (
    <CitizenPage page={page} {...formPageTop(props, `${base}${back}`)} isPrivate>
      {isFileReady && (
        <NotificationBanner t={t} kind="success" title={t('draftFile.ready')} announce>
          <a href={`${base}${draftPath(procedure.id, draft.id, 'file')}/draft.json`} download>
            {t('draftFile.take')}
          </a>
        </NotificationBanner>
      )}
      <FormPage {...props} today={dateIn(page.now)} />
      <p>
        <Button type="submit" variant="tertiary" formNoValidate form={FORM} {...SAVE_FILE}>
          {t('draftFile.save')}
        </Button>
      </p>
    </CitizenPage>
  );
};

export interface CheckPageProps {
  page: PageContext;
  open: OpenDraft;
  fee: FeeDue;
  /** Last day of the standard time if it is submitted now. */
  dueOn: Temporal.PlainDate;
  isDeclarationMissing: boolean;
}

/** What is put beside a paper form, or written on it by hand. */
const ON_PAPER: ReadonlySet<Field['kind']> = new Set(['file', 'photo', 'signature']);

/** The answers, the fee, the declaration, one button. */
export const CheckPage = ({ page, open, fee, dueOn, isDeclarationMissing }: CheckPageProps) => {
  const { t, base } = page;
  const { draft, procedure, journey } = open;
  const href = (pageId: string) => `${base}${draftPath(procedure.id, draft.id, pageId)}`;
  const words = kindWords(procedure);
  const props: CheckAnswersPageProps = {
    t,
    journey,
    changeHref: (pageId, fieldId) => `${href(pageId)}?${FROM_CHECK}=check#${fieldId}`,
    action: href('check'),
    declaration: { label: localize(procedure.declaration, t.locale) },
    isDeclarationMissing,
    submitLabel: t(words.submit),
  };
  const last = journey.pages.at(-1)?.id;
  const addsPapers = journey.pages.some(({ fields }) => fields.some(({ kind }) => ON_PAPER.has(kind)));
  return (
    <CitizenPage page={page} {...checkAnswersTop(props, last ? href(last) : `${base}/my`)} isPrivate>
      <CheckAnswersPage {...props}>
        {kindOf(procedure) !== 'survey' && (
          <Section title={t(words.after)}>
            <DescriptionList
              items={[
                { term: t('procedure.check.fee'), value: feeText(t, fee) },
                ...(fee.amount === 0
                  ? []
                  : [{ term: t('procedure.check.payment'), value: t('procedure.check.paymentText') }]),
                {
                  term: t('procedure.check.due'),
                  value: t('procedure.check.dueText', { date: t.date(dueOn) }),
                },
              ]}
            />
          </Section>
        )}
      </CheckAnswersPage>
      <Section title={t('paper.check.title')}>
        <p>{t('paper.check.text')}</p>
        {addsPapers && <p>{t('paper.check.attach')}</p>}
        <Form t={t} action={href('form.pdf')}>
          <ButtonRow>
            <Button type="submit" variant="secondary">
              {t('paper.check.button')}
            </Button>
          </ButtonRow>
        </Form>
      </Section>
    </CitizenPage>
  );
};
