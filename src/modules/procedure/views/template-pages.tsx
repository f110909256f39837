import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { TemplateData, TemplateLine } from '../service/templates.js';

export const SOURCE_LIMIT = 100_000;
export const NOTE_LIMIT = 500;

const NAMES: Readonly<Record<string, MessageKey>> = {
  certificate: 'template.name.certificate',
  letter: 'template.name.letter',
  'residence-certificate': 'template.name.residence-certificate',
};

const nameOf = ({ t }: PageContext, name: string): string => {
  const key = NAMES[name];
  return key ? t(key) : name;
};

export const TemplateListPage = ({ page, lines }: { page: PageContext; lines: readonly TemplateLine[] }) => {
  const { t, base } = page;
  return (
    <StaffPage page={page} title={t('template.list.title')} lead={t('template.list.lead')}>
      <Table
        id="templates"
        caption={t('template.list.title')}
        isCaptionHidden
        narrow
        columns={[
          {
            header: t('template.list.name'),
            cell: ({ name }) => <a href={`${base}/staff/templates/${name}`}>{nameOf(page, name)}</a>,
            isRowHeader: true,
          },
          {
            header: t('template.list.state'),
            cell: ({ published, draft }) => (
              <>
                {published === null
                  ? t('template.list.shipped')
                  : t('template.list.version', { version: published })}
                {draft !== null && <p>{t('template.list.draft', { version: draft })}</p>}
              </>
            ),
          },
        ]}
        rows={lines}
      />
    </StaffPage>
  );
};

/** What was typed, and what is wrong with it. */
export interface TypedTemplate {
  source: string;
  note: string;
  case: string;
  errors: { source?: string; note?: string; case?: string };
}

export const TemplatePage = ({
  page,
  data,
  typed,
}: {
  page: PageContext;
  data: TemplateData;
  typed?: TypedTemplate;
}) => {
  const { t, base } = page;
  const href = `${base}/staff/templates/${data.name}`;
  const errors = typed?.errors ?? {};
  const { shown } = data;
  return (
    <StaffPage
      page={page}
      title={t('template.edit.title')}
      lead={`${nameOf(page, data.name)}　${shown ? t('template.list.version', { version: shown.version }) : t('template.list.shipped')}`}
      back={{ href: `${base}/staff/templates`, label: t('template.list.title') }}
      errors={Object.entries(errors).map(([id, text]) => ({ id, text }))}
    >
      {shown && shown.publishedAt === null && !typed && (
        <Form t={t} action={`${href}/publish`} hidden={{ version: String(shown.version) }}>
          <ButtonRow>
            <Button type="submit">{t('template.edit.publish', { version: shown.version })}</Button>
          </ButtonRow>
        </Form>
      )}
      <Form t={t} action={href} hidden={{ seen: String(data.newest) }}>
        <Textarea
          t={t}
          id="source"
          label={t('template.edit.source')}
          hint={t('template.edit.sourceHint')}
          value={typed?.source ?? data.source}
          error={errors.source}
          rows={24}
          required
        />
        <TextInput
          t={t}
          id="note"
          label={t('template.edit.note')}
          value={typed?.note ?? ''}
          error={errors.note}
          maxLength={NOTE_LIMIT}
        />
        <TextInput
          t={t}
          id="case"
          label={t('template.edit.case')}
          hint={t('template.edit.caseHint')}
          value={typed?.case ?? ''}
          error={errors.case}
          width="20"
          autoComplete="off"
        />
        <ButtonRow>
          <Button type="submit" name="todo" value="preview" variant="secondary">
            {t('template.edit.preview')}
          </Button>
          <Button type="submit" name="todo" value="save">
            {t('template.edit.save')}
          </Button>
        </ButtonRow>
      </Form>
      <Section title={t('template.edit.history')} id="versions">
        <ul>
          {data.versions.map(({ version, note, savedAt, savedByName, publishedAt }) => (
            <li>
              <a href={`${href}?version=${version}`}>{t('template.edit.openVersion', { version })}</a>{' '}
              {publishedAt
                ? t('template.edit.publishedState', { at: t.dateTime(publishedAt) })
                : t('template.edit.draftState')}
              <p>{note}</p>
              <p>{t('template.edit.savedBy', { at: t.dateTime(savedAt), name: savedByName ?? '' })}</p>
            </li>
          ))}
          <li>
            <a href={`${href}?version=0`}>{t('template.edit.fromShipped')}</a>
          </li>
        </ul>
        {data.older !== null && (
          <p>
            <a href={`${href}?before=${data.older}`}>{t('template.edit.older')}</a>
          </p>
        )}
      </Section>
    </StaffPage>
  );
};
