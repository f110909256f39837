import type { Child } from 'hono/jsx';
import { formatReference } from '#kernel/values/reference-number.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Card } from '#ui/components/card.js';
import { Form } from '#ui/components/form.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { ReportRules } from '../catalog.js';
import { answerName, type TypedReport } from '../report-form.js';
import type { Duplicate } from '../service/intake.js';
import { deskPath } from './desk-list-page.js';
import { ReportCard, StateTag } from './report-card.js';
import { kindTitle } from './words.js';

interface DuplicatesProps {
  page: PageContext;
  rules: ReportRules;
  typed: TypedReport;
  formKey: string;
  found: readonly Duplicate[];
}

const contactIn = ({ values }: TypedReport) => ({
  name: values.name ?? '',
  email: values.email ?? '',
  phone: values.phone ?? '',
});

const away = ({ t }: PageContext, metres: number): string =>
  t('reports.away', { metres: Math.max(5, Math.round(metres / 5) * 5) });

/** Everything that was typed, to be sent all the same, or added to what is known. */
const Typed = ({
  page: { t },
  rules,
  typed,
  formKey,
  action,
  variant = 'primary',
  children,
}: Omit<DuplicatesProps, 'found'> & {
  action: string;
  variant?: 'primary' | 'secondary';
  children: Child;
}) => {
  const answers = rules.kinds.flatMap(({ id, questions }) =>
    questions.map((question) => {
      const name = answerName(id, question.id);
      return [name, typed.values[name] ?? ''] as const;
    }),
  );
  const part = (name: string) => typed.place[name]?.[0] ?? '';
  return (
    <Form
      t={t}
      action={action}
      multipart
      hidden={{
        key: formKey,
        asNew: 'yes',
        locale: typed.values.locale,
        kind: typed.values.kind ?? '',
        words: typed.values.words ?? '',
        usePhoto: typed.values.usePhoto ?? '',
        'place.words': part('words'),
        'place.lat': part('lat'),
        'place.lon': part('lon'),
        ...contactIn(typed),
        ...Object.fromEntries(answers),
      }}
    >
      {(typed.photo[''] ?? []).map((file) => (
        <input type="hidden" name="photo" value={file} />
      ))}
      <ButtonRow>
        <Button type="submit" variant={variant}>
          {children}
        </Button>
      </ButtonRow>
    </Form>
  );
};

/** Nothing is sent yet: the reporter joins one of them, or says that it is something else. */
export const DuplicatesPage = (props: DuplicatesProps) => {
  const { page, rules, typed, formKey, found } = props;
  const { t, base } = page;
  const released = found.filter(({ report }) => report.releasedAt !== null);
  return (
    <CitizenPage
      page={page}
      title={t('reports.duplicates')}
      lead={t(released.length > 0 ? 'reports.duplicatesLead' : 'reports.duplicatesWait')}
      breadcrumbs={[{ label: t('reports.title'), href: `${base}/reports` }, { label: t('reports.send') }]}
      isPrivate
    >
      {released.map(({ report, metres }, at) => (
        <>
          <ReportCard page={page} rules={rules} report={report} note={away(page, metres)} />
          <Form
            t={t}
            action={`${base}/reports/${report.number}/join`}
            hidden={{ key: formKey, ...contactIn(typed) }}
          >
            <Button type="submit" variant={at === 0 ? 'primary' : 'secondary'}>
              {t('reports.join')}
            </Button>
          </Form>
        </>
      ))}
      {found
        .filter(({ report }) => report.releasedAt === null)
        .map(({ report, metres }) => (
          <Card title={kindTitle(t, rules, report.kind)} mark={<StateTag page={page} report={report} />}>
            <p>{t('reports.beingLookedAt')}</p>
            <p class="muted">{`${t.dateTime(report.receivedAt)}　${away(page, metres)}`}</p>
          </Card>
        ))}
      <Typed
        {...props}
        action={`${base}/reports/new`}
        variant={released.length > 0 ? 'secondary' : 'primary'}
      >
        {t('reports.sendAnyway')}
      </Typed>
    </CitizenPage>
  );
};

/** The same while somebody is on the phone: what the section knows of each is seen at once. */
export const PhoneDuplicatesPage = (props: DuplicatesProps) => {
  const { page, rules, found } = props;
  const { t, base } = page;
  return (
    <StaffPage
      page={page}
      title={t('reports.duplicates')}
      lead={t('reportDesk.duplicatesLead')}
      breadcrumbs={[
        { label: t('reportDesk.nav'), href: `${base}/staff/reports` },
        { label: t('reportDesk.enter') },
      ]}
    >
      {found.map(({ report, metres, isOurs }, at) => (
        <>
          <Card
            title={`${kindTitle(t, rules, report.kind)} ${formatReference(report.number)}`}
            {...(isOurs && { href: `${base}${deskPath(report.id)}` })}
            mark={<StateTag page={page} report={report} />}
          >
            <p>{isOurs ? `${report.words}　${report.place}` : report.publicWords}</p>
            <p class="muted">{`${t.dateTime(report.receivedAt)}　${away(page, metres)}`}</p>
          </Card>
          <Typed
            {...props}
            action={`${base}${deskPath(report.id, '/callers')}`}
            variant={at === 0 ? 'primary' : 'secondary'}
          >
            {t('reportDesk.addCaller', { number: formatReference(report.number) })}
          </Typed>
        </>
      ))}
      <Typed {...props} action={`${base}/staff/reports/new`} variant="secondary">
        {t('reportDesk.enterAnyway')}
      </Typed>
    </StaffPage>
  );
};
