import { FormDefinition } from '#forms/definition.js';
import { answersJsonSchema } from '#forms/json-schema.js';
import { formProblems } from '#forms/problems.js';
import { type Locale, localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { type Procedure, StartBody } from '#modules/procedure/api.js';
import type { PageContext } from '#ui/page.js';
import { thirdParty } from '../edits/part-form.js';
import type { DraftDocument } from '../model.js';
import { NEW } from '../parts/page.js';
import type { Preview } from '../parts/preview.js';
import { ja } from '../parts/texts.js';
import type { Seen } from '../service/previewing.js';
import { CounterPreview, CounterScreen } from './counter-preview.js';
import { FeePreview } from './fee-preview.js';
import { PagePreview } from './page-preview.js';
import { PaperPages } from './paper-pages.js';
import { AnswersPreview, ReviewPreview, StaffPreview } from './staff-preview.js';

export interface PartPreviewProps {
  page: PageContext;
  preview: Preview;
  seen: Seen;
}

/** What is being written, as it comes to people in one channel. */
export const PartPreview = (props: PartPreviewProps) => {
  const { page, preview, seen } = props;
  const { t } = page;
  if (preview.channel === 'web') return <OnTheWeb {...props} />;
  const form = soundForm(preview.document);
  const { shown, document } = preview;
  if (preview.channel === 'paper') {
    if (!seen.procedure) return <p>{t('editor.preview.mendFirst')}</p>;
    return <PaperPages t={t} seen={seen} label={t('authoring.preview.channel.paper')} />;
  }
  if (preview.channel === 'staff' && !form) return <ReviewPreview t={t} review={document.review} />;
  if (!form) return <p>{t('editor.preview.mendFirst')}</p>;
  if (preview.channel === 'staff') {
    const staff = { t, document, form, today: seen.today };
    if (shown.kind !== 'staff') return <StaffPreview {...staff} />;
    // What is being written first.
    return (
      <>
        <ReviewPreview t={t} review={document.review} />
        <AnswersPreview {...staff} />
      </>
    );
  }
  if (preview.channel === 'api') return <AsSchema preview={preview} form={form} />;
  const index = shown.kind === 'page' ? form.pages.findIndex(({ id }) => id === shown.page) : -1;
  if (shown.kind !== 'page' || index === -1)
    return <CounterPreview t={t} document={document} form={form} today={seen.today} />;
  return <CounterScreen t={t} document={document} form={form} index={index} marked={shown.field} />;
};

/** Null while it has no page, or conditions that cannot be read. */
function soundForm({ form }: DraftDocument): FormDefinition | null {
  const parsed = FormDefinition.safeParse(form);
  if (!parsed.success) return null;
  const isBroken = formProblems(parsed.data).some(({ path }) => path.length > 1);
  return isBroken ? null : parsed.data;
}

const OnTheWeb = ({ page, preview, seen }: PartPreviewProps) => {
  const { t } = page;
  const { shown, document } = preview;
  switch (shown.kind) {
    case 'page':
      return (
        <div lang={shown.locale}>
          <PagePreview
            t={shown.locale ? translatorFor(shown.locale) : t}
            document={document}
            pageId={shown.page}
            marked={shown.field}
          />
        </div>
      );
    case 'part':
      return <PartPages page={page} document={document} part={shown.part} />;
    case 'document':
      return seen.pages.length > 0 ? (
        <PaperPages t={t} seen={seen} label={t('authoring.output.title')} />
      ) : (
        <p>
          {t(document.output?.kind === 'none' ? 'editor.preview.noDocument' : 'editor.preview.mendFirst')}
        </p>
      );
    case 'fee':
      return seen.procedure ? (
        <FeePreview t={t} procedure={seen.procedure} seen={seen} />
      ) : (
        <p>{t('editor.preview.mendFirst')}</p>
      );
    default:
      if (!seen.procedure) return <p>{t('editor.preview.mendFirst')}</p>;
      return (
        <StartScreen
          page={page}
          procedure={seen.procedure}
          seen={seen}
          locale={shown.kind === 'start' ? shown.locale : undefined}
        />
      );
  }
};

/** The page that citizens read first, on a phone. */
const StartScreen = ({
  page,
  procedure,
  seen,
  locale,
}: {
  page: PageContext;
  procedure: Procedure;
  seen: Seen;
  locale: Locale | undefined;
}) => {
  const t = locale ? translatorFor(locale) : page.t;
  return (
    <div class="phone-preview" inert aria-hidden="true" lang={locale}>
      <p class="preview-title">{localize(procedure.title, t.locale)}</p>
      <p>{localize(procedure.summary, t.locale)}</p>
      <StartBody
        page={{ ...page, t }}
        data={{
          procedure,
          measuredDays: null,
          unit: { name: seen.unitName, phone: undefined },
          waysToPay: seen.waysToPay,
        }}
      />
    </div>
  );
};

/** The pages that somebody else is asked to fill in. */
const PartPages = ({
  page: { t },
  document,
  part,
}: Pick<PartPreviewProps, 'page'> & { document: DraftDocument; part: string }) => {
  const found = part === NEW ? undefined : thirdParty(document, part);
  if (!found || found.form.pages.length === 0) return <p>{t('editor.preview.noQuestions')}</p>;
  const own: DraftDocument = { id: document.id, title: found.title, form: found.form };
  return (
    <>
      {found.form.pages.map(({ id }) => (
        <PagePreview t={t} document={own} pageId={id} />
      ))}
      <p class="muted">{ja(found.declaration)}</p>
    </>
  );
};

/** As programs send it: of a page of questions only what it asks. */
const AsSchema = ({
  preview: { shown },
  form,
}: Pick<PartPreviewProps, 'preview'> & { form: FormDefinition }) => {
  const schema = answersJsonSchema(form, 'ja') as { properties: Record<string, unknown>; required: string[] };
  const ids =
    shown.kind !== 'page'
      ? null
      : shown.field
        ? [shown.field]
        : (form.pages.find(({ id }) => id === shown.page)?.fields ?? []).map(({ id }) => id);
  const part = ids && {
    properties: Object.fromEntries(
      ids.flatMap((id) => (id in schema.properties ? [[id, schema.properties[id]]] : [])),
    ),
    required: schema.required.filter((id) => ids.includes(id)),
  };
  return <pre class="code-block">{JSON.stringify(part ?? schema, null, 2)}</pre>;
};
