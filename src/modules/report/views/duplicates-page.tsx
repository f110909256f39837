import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { ReportRules } from '../catalog.js';
import type { Report } from '../model.js';
import { answerName, type TypedReport } from '../report-form.js';
import { ReportCard } from './report-card.js';

interface DuplicatesProps {
  page: PageContext;
  rules: ReportRules;
  typed: TypedReport;
  formKey: string;
  found: readonly { report: Report; metres: number }[];
}

/** Nothing is sent yet: the reporter joins one of them, or says that it is something else. */
export const DuplicatesPage = ({ page, rules, typed, formKey, found }: DuplicatesProps) => {
  const { t, base } = page;
  const contact = {
    name: typed.values.name ?? '',
    email: typed.values.email ?? '',
    phone: typed.values.phone ?? '',
  };
  const answers = rules.kinds.flatMap(({ id, questions }) =>
    questions.map((question) => {
      const name = answerName(id, question.id);
      return [name, typed.values[name] ?? ''] as const;
    }),
  );
  const part = (name: string) => typed.place[name]?.[0] ?? '';
  return (
    <CitizenPage
      page={page}
      title={t('reports.duplicates')}
      lead={t('reports.duplicatesLead')}
      breadcrumbs={[{ label: t('reports.title'), href: `${base}/reports` }, { label: t('reports.send') }]}
      isPrivate
    >
      {found.map(({ report, metres }) => (
        <>
          <ReportCard
            page={page}
            rules={rules}
            report={report}
            note={t('reports.away', { metres: Math.max(5, Math.round(metres / 5) * 5) })}
          />
          <Form t={t} action={`${base}/reports/${report.number}/join`} hidden={{ key: formKey, ...contact }}>
            <Button type="submit" variant="secondary">
              {t('reports.join')}
            </Button>
          </Form>
        </>
      ))}
      <Form
        t={t}
        action={`${base}/reports/new`}
        multipart
        hidden={{
          key: formKey,
          asNew: 'yes',
          kind: typed.values.kind ?? '',
          words: typed.values.words ?? '',
          usePhoto: typed.values.usePhoto ?? '',
          'place.words': part('words'),
          'place.lat': part('lat'),
          'place.lon': part('lon'),
          ...contact,
          ...Object.fromEntries(answers),
        }}
      >
        {(typed.photo[''] ?? []).map((file) => (
          <input type="hidden" name="photo" value={file} />
        ))}
        <ButtonRow>
          <Button type="submit">{t('reports.sendAnyway')}</Button>
        </ButtonRow>
      </Form>
    </CitizenPage>
  );
};
