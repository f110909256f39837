import {
  CheckAnswersPage,
  type CheckAnswersPageProps,
  checkAnswersTop,
} from '#forms/views/check-answers-page.js';
import { FormPage, type FormPageProps, formPageTop } from '#forms/views/form-page.js';
import { dateIn } from '#kernel/clock.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import { AskedList } from '../../views/asked-list.js';
import type { Invitation, OpenPart } from '../filling.js';

/** Says that the person came from the page that checks the answers. */
export const FROM_CHECK = 'from';

export const partPath = (part: string, pageId: string): string => `/parts/${part}/${pageId}`;

const OBSTACLE_WORDS = {
  staff: 'part.open.staff',
  assurance: 'part.open.assurance',
} as const satisfies Record<Exclude<Invitation['obstacle'], 'signIn' | null>, MessageKey>;

/** What the link leads to, before anything of the case is shown. */
export const LandingPage = ({
  page,
  token,
  data,
}: {
  page: PageContext;
  token: string;
  data: Invitation;
}) => {
  const { t, base } = page;
  const { definition, obstacle } = data;
  const href = `${base}/parts/link/${token}`;
  return (
    <CitizenPage
      page={page}
      title={localize(definition.title, t.locale)}
      lead={t('part.open.lead', { procedure: localize(data.procedureTitle, t.locale) })}
      isPrivate
    >
      <p>{t('part.open.who', { who: localize(definition.who, t.locale) })}</p>
      <p>{t('part.until', { at: t.dateTime(data.expiresAt) })}</p>
      {obstacle === 'staff' || obstacle === 'assurance' ? (
        <NotificationBanner t={t} kind="warning" title={t(OBSTACLE_WORDS[obstacle])} />
      ) : (
        <>
          {obstacle === null && <p>{t('part.open.bound')}</p>}
          <Form t={t} action={obstacle === null ? href : `${href}/sign-in`}>
            <ButtonRow>
              <Button type="submit" size="large">
                {t(obstacle === null ? 'part.open.button' : 'part.open.signIn')}
              </Button>
            </ButtonRow>
          </Form>
        </>
      )}
    </CitizenPage>
  );
};

const About = ({ page, open }: { page: PageContext; open: OpenPart }) =>
  open.about.length === 0 ? null : (
    <Section title={page.t('part.about')}>
      <AskedList t={page.t} asked={open.about.map((one) => ({ ...one, pageTitle: null, page: '' }))} />
    </Section>
  );

export interface PartPageProps extends Pick<FormPageProps, 'raw' | 'errors' | 'fields' | 'revealed'> {
  page: PageContext;
  open: OpenPart;
  formPage: FormPageProps['page'];
  isFromCheck: boolean;
}

export const PartPage = ({ page, open, formPage, isFromCheck, ...sent }: PartPageProps) => {
  const { t, base } = page;
  const { part, journey, definition } = open;
  const props: FormPageProps = {
    t,
    page: formPage,
    total: journey.total,
    action: `${base}${partPath(part.id, formPage.id)}`,
    hidden: { [FROM_CHECK]: isFromCheck ? 'check' : undefined },
    progressLabel: localize(definition.title, t.locale),
    ...sent,
  };
  const back = isFromCheck ? 'check' : formPage.previous;
  const { back: top, ...rest } = formPageTop(props, `${base}${partPath(part.id, back ?? '')}`);
  return (
    <CitizenPage page={page} {...rest} {...(back !== null && top && { back: top })} isPrivate>
      <FormPage {...props} today={dateIn(page.now)} />
      <About page={page} open={open} />
    </CitizenPage>
  );
};

export const PartCheckPage = ({
  page,
  open,
  isDeclarationMissing,
}: {
  page: PageContext;
  open: OpenPart;
  isDeclarationMissing: boolean;
}) => {
  const { t, base } = page;
  const { part, definition, journey } = open;
  const href = (pageId: string) => `${base}${partPath(part.id, pageId)}`;
  const props: CheckAnswersPageProps = {
    t,
    journey,
    changeHref: (pageId, fieldId) => `${href(pageId)}?${FROM_CHECK}=check#${fieldId}`,
    action: href('check'),
    declaration: { label: localize(definition.declaration, t.locale) },
    isDeclarationMissing,
    submitLabel: t('part.send'),
  };
  return (
    <CitizenPage page={page} {...checkAnswersTop(props, href(journey.pages.at(-1)?.id ?? ''))} isPrivate>
      <CheckAnswersPage {...props}>
        <About page={page} open={open} />
      </CheckAnswersPage>
    </CitizenPage>
  );
};

export const PartDonePage = ({ page }: { page: PageContext }) => (
  <CitizenPage page={page} title={page.t('part.done.title')} isPrivate>
    <NotificationBanner t={page.t} kind="success" title={page.t('part.done.title')} announce>
      <p>{page.t('part.done.text')}</p>
    </NotificationBanner>
  </CitizenPage>
);
