import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { ProcedureVersions } from '../service/reading.js';
import { editorHref } from './hrefs.js';
import { versionWords } from './list-page.js';

interface VersionsProps {
  page: PageContext;
  found: ProcedureVersions;
  typed?: { until?: string };
  errors?: Readonly<Record<string, string>>;
}

type Line = ProcedureVersions['lines'][number] & { before: string | null };

/** Every version of a procedure, and what can be done with it as a whole. */
export const VersionsPage = ({ page, found, typed = {}, errors = {} }: VersionsProps) => {
  const { t } = page;
  const { id, may, origin } = found;
  const lines: Line[] = found.lines.map((line, index) => ({
    ...line,
    before: found.lines[index + 1]?.version ?? null,
  }));
  const ending = found.lines.find(({ publication }) => publication?.until)?.publication?.until;
  return (
    <StaffPage
      page={page}
      title={t('authoring.versions.title', { title: found.title })}
      back={{ href: `${page.base}/staff/authoring`, label: t('authoring.list.title') }}
      errors={Object.entries(errors).map(([field, text]) => ({ id: `c-${field}`, text }))}
    >
      {origin?.hasChanged && (
        <NotificationBanner t={t} kind="info" title={t('authoring.origin.changed')}>
          <p>
            <a href={editorHref(page, id, '/compare?with=original')}>{t('authoring.origin.compare')}</a>
          </p>
        </NotificationBanner>
      )}
      {found.hasDraft ? (
        <ButtonRow>
          <ButtonLink href={editorHref(page, id)}>{t('authoring.versions.toDraft')}</ButtonLink>
        </ButtonRow>
      ) : (
        may.write && (
          <Form t={t} action={editorHref(page, id, '/begin')}>
            <ButtonRow>
              <Button type="submit">{t('authoring.versions.begin')}</Button>
            </ButtonRow>
          </Form>
        )
      )}
      {lines.length === 0 ? (
        <p>{t('authoring.versions.none')}</p>
      ) : (
        <Table
          id="versions"
          caption={t('authoring.versions.caption')}
          columns={[
            {
              header: t('authoring.versions.version'),
              isRowHeader: true,
              nowrap: true,
              cell: ({ version }) => t('authoring.versions.nth', { version: versionWords(version) }),
            },
            {
              header: t('authoring.versions.state'),
              cell: (line) => <VersionState page={page} line={line} />,
            },
            {
              header: t('authoring.versions.note'),
              cell: ({ publication, source }) =>
                publication?.note ||
                t(source === 'catalogue' ? 'authoring.versions.catalogue' : 'authoring.compare.nothing'),
            },
            { header: t('authoring.versions.who'), cell: (line) => whoWords(page, found, line) },
            {
              header: t('authoring.versions.look'),
              cell: (line) => <Look page={page} id={id} line={line} />,
            },
          ]}
          rows={lines}
        />
      )}
      {may.approve && lines.length > 0 && (
        <Section title={t('authoring.versions.end')}>
          {ending ? (
            <Form t={t} action={editorHref(page, id, '/reopen')}>
              <p>{t('authoring.list.until', { date: t.date(ending) })}</p>
              <ButtonRow>
                <Button type="submit" variant="secondary">
                  {t('authoring.versions.reopen')}
                </Button>
              </ButtonRow>
            </Form>
          ) : (
            <Form t={t} action={editorHref(page, id, '/end')}>
              <TextInput
                t={t}
                id="c-until"
                name="until"
                type="date"
                width="10"
                required
                label={t('authoring.versions.until')}
                hint={t('authoring.versions.untilHint')}
                value={typed.until}
                error={errors.until}
              />
              <ButtonRow>
                <Button type="submit" variant="secondary">
                  {t('authoring.versions.end')}
                </Button>
              </ButtonRow>
            </Form>
          )}
        </Section>
      )}
    </StaffPage>
  );
};

const VersionState = ({ page: { t }, line }: { page: PageContext; line: Line }) => {
  const { publication, isCurrent, loadedAt } = line;
  return (
    <>
      {isCurrent && <StatusTag tone="done" label={t('authoring.versions.current')} />}
      <p>
        {publication
          ? t('authoring.versions.from', { date: t.date(publication.from) })
          : t('authoring.versions.loaded', { at: t.dateTime(loadedAt) })}
      </p>
      {publication?.until && <p>{t('authoring.list.until', { date: t.date(publication.until) })}</p>}
    </>
  );
};

const whoWords = ({ t }: PageContext, { names }: ProcedureVersions, { publication }: Line): string => {
  if (!publication) return '';
  const name = (id: string) => names.get(id) ?? '';
  return publication.approvedBy === null
    ? t('authoring.versions.publishedBy', { name: name(publication.publishedBy) })
    : t('authoring.versions.approvedBy', {
        name: name(publication.publishedBy),
        approver: name(publication.approvedBy),
      });
};

const Look = ({ page, id, line }: { page: PageContext; id: string; line: Line }) => {
  const { t } = page;
  const version = encodeURIComponent(line.version);
  const hidden = t('authoring.rows.of', {
    title: t('authoring.versions.nth', { version: versionWords(line.version) }),
  });
  return (
    <p class="editor-links">
      {line.before !== null && (
        <a href={editorHref(page, id, `/compare?from=${encodeURIComponent(line.before)}&to=${version}`)}>
          {t('authoring.versions.compare')}
          <span class="visually-hidden">{hidden}</span>
        </a>
      )}
      <a href={editorHref(page, id, `/export.yaml?version=${version}`)}>
        {t('authoring.versions.export')}
        <span class="visually-hidden">{hidden}</span>
      </a>
    </p>
  );
};
