import type { Child } from 'hono/jsx';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Draft } from '../model.js';
import type { Part, PartContext, PartName, Typed } from '../parts/control.js';
import { Controls, controlId } from './controls.js';
import { editorHref, partHref } from './hrefs.js';
import { LivePreview, PART_FORM } from './live-preview.js';
import { OutlineNav } from './outline-nav.js';
import type { PartPreviewProps } from './part-preview.js';

export type Looked = Pick<PartPreviewProps, 'preview' | 'seen'>;

export interface PartPageProps {
  page: PageContext;
  draft: Draft;
  name: PartName;
  part: Part;
  context: PartContext;
  typed: Typed;
  errors: Readonly<Record<string, string>>;
  /** What others would see of it; null for what nobody sees yet. */
  looked: Looked | null;
  /** Above the form: somebody else saved meanwhile, or the change was refused. */
  alert?: Child;
  /** Below the form: where it is used, how it can be removed. */
  children?: Child;
}

/** One thing of the definition, with what citizens see of it at the right. */
export const PartPage = (props: PartPageProps) => {
  const { page, draft, name, part, context, typed, errors, looked } = props;
  const { t } = page;
  const [base, query] = [
    partHref(page, draft.procedure, name),
    context.of ? `?of=${encodeURIComponent(context.of)}` : '',
  ];
  return (
    <StaffPage
      page={page}
      title={part.title(context)}
      lead={part.lead?.(context)}
      back={{ href: editorHref(page, draft.procedure), label: t('authoring.backToOutline') }}
      errors={Object.entries(errors).map(([field, text]) => ({ id: controlId(field), text }))}
      parts={
        <OutlineNav
          page={page}
          draft={draft}
          name={name}
          of={context.of}
          isOfOthers={context.isOfOthers === true}
        />
      }
    >
      {props.alert}
      <div class="editor-columns">
        <div>
          <Form t={t} id={PART_FORM} action={`${base}${query}`} hidden={{ seen: String(draft.revision) }}>
            {/* Enter in a box presses the first button of a form. */}
            <button type="submit" class="default-button" tabindex={-1}>
              {t('authoring.saveByEnter')}
            </button>
            <Controls t={t} controls={part.controls(context, typed)} typed={typed} errors={errors} />
            <ButtonRow>
              <Button type="submit">{t('authoring.save')}</Button>
              <ButtonLink variant="secondary" href={editorHref(page, draft.procedure)}>
                {t('authoring.cancel')}
              </ButtonLink>
            </ButtonRow>
          </Form>
          {props.children}
        </div>
        {looked && (
          <aside>
            <Section title={t('authoring.preview.title')}>
              <LivePreview page={page} {...looked} action={`${base}/preview${query}`} />
              <p>
                <a href={editorHref(page, draft.procedure, '/preview')}>{t('authoring.preview.open')}</a>
              </p>
            </Section>
          </aside>
        )}
      </div>
    </StaffPage>
  );
};
