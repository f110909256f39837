import { FormDefinition } from '#forms/definition.js';
import { answersJsonSchema } from '#forms/json-schema.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { Tabs } from '#ui/components/tabs.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { mayHappen } from '../model.js';
import { conditionWords, formOf } from '../parts/condition-words.js';
import { CHANNELS, type PreviewChannel } from '../parts/preview.js';
import { ja } from '../parts/texts.js';
import { pageWords } from '../parts/words.js';
import type { OpenDraft } from '../service/reading.js';
import { CounterPreview } from './counter-preview.js';
import { editorHref } from './hrefs.js';
import { PagePreview } from './page-preview.js';
import { StaffPreview } from './staff-preview.js';

interface PreviewProps {
  page: PageContext;
  open: OpenDraft;
  /** In which it can be seen: a definition in all, the form of a part of others on a phone. */
  channels: readonly PreviewChannel[];
  channel: PreviewChannel;
  today: Temporal.PlainDate;
}

/** A draft in every channel, before anybody decides on it. */
export const PreviewPage = (props: PreviewProps) => {
  const { page, open, channels, channel } = props;
  const { t } = page;
  const { draft, may } = open;
  return (
    <StaffPage
      page={page}
      title={t('authoring.preview.of', { title: ja(draft.document.title) || draft.procedure })}
      back={{ href: editorHref(page, draft.procedure), label: t('authoring.backToOutline') }}
    >
      <Tabs
        label={t('authoring.preview.channels')}
        tabs={channels.map((one) => ({
          label: t(`authoring.preview.channel.${one}`),
          href: editorHref(page, draft.procedure, `/preview?channel=${one}`),
          isCurrent: one === channel,
        }))}
      />
      <Channel {...props} />
      {channels === CHANNELS && may.write && mayHappen(draft.state, 'preview') && draft.state === 'draft' && (
        <Form
          t={t}
          action={editorHref(page, draft.procedure, '/previewed')}
          hidden={{ seen: String(draft.revision) }}
        >
          <p>{t('authoring.preview.confirmText')}</p>
          <ButtonRow>
            <Button type="submit">{t('authoring.preview.confirm')}</Button>
          </ButtonRow>
        </Form>
      )}
    </StaffPage>
  );
};

const Channel = (props: PreviewProps) => {
  if (props.channel === 'web') return <WebPreview {...props} />;
  const { t } = props.page;
  const parsed = FormDefinition.safeParse(props.open.draft.document.form);
  // Broken conditions cannot be compiled; where they are is told on the page of the whole.
  const isWhole = props.open.problems.every(({ path }) => path[0] !== 'form');
  if (!parsed.success || !isWhole) return <p>{t('authoring.preview.mendFirst')}</p>;
  if (props.channel === 'paper') return <PaperPreview {...props} />;
  if (props.channel === 'counter')
    return (
      <CounterPreview t={t} document={props.open.draft.document} form={parsed.data} today={props.today} />
    );
  return props.channel === 'api' ? (
    <ApiPreview form={parsed.data} />
  ) : (
    <StaffPreview t={t} document={props.open.draft.document} form={parsed.data} today={props.today} />
  );
};

const WebPreview = ({ page: { t }, open: { draft } }: PreviewProps) => {
  const { document } = draft;
  return (
    <ol class="editor-phones">
      {document.form.pages.map((one, index) => (
        <li>
          <h2>{t('authoring.page.nth', { n: index + 1, title: pageWords(t, one) })}</h2>
          {one.show !== undefined && (
            <p class="editor-condition">
              {t('authoring.condition.askedWhen', { words: conditionWords(t, one.show, formOf(document)) })}
            </p>
          )}
          <PagePreview t={t} document={document} pageId={one.id} />
          {one.fields.some(({ show }) => show !== undefined) && (
            <p class="muted">{t('authoring.preview.someHidden')}</p>
          )}
        </li>
      ))}
    </ol>
  );
};

const PaperPreview = ({ page, open: { draft, problems } }: PreviewProps) => {
  const { t } = page;
  if (problems.length > 0) return <p>{t('authoring.preview.mendFirst')}</p>;
  return (
    <Section title={t('authoring.preview.channel.paper')}>
      <p>{t('authoring.preview.paperText')}</p>
      <ButtonRow>
        <ButtonLink variant="secondary" href={editorHref(page, draft.procedure, '/preview.pdf')}>
          {t('authoring.preview.paperOpen')}
        </ButtonLink>
      </ButtonRow>
    </Section>
  );
};

const ApiPreview = ({ form }: { form: FormDefinition }) => (
  <scroll-region role="region" aria-label="JSON Schema" tabindex="0">
    <pre class="code-block">{JSON.stringify(answersJsonSchema(form, 'ja'), null, 2)}</pre>
  </scroll-region>
);
