import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { ConfirmButton } from '#ui/components/confirm-button.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import type { PageContext } from '#ui/page.js';
import { mayHappen } from '../../defining/approval.js';
import { ancestorIn, retiredIn } from '../../defining/draft.js';
import type { RegisterField } from '../../definition.js';
import type { OpenDraft } from '../../service/defining.js';
import { labelText } from '../texts.js';
import { CameBack, DraftStateTag } from './approval-forms.js';
import { DraftFrame, draftHref } from './draft-frame.js';
import { fieldMarks } from './field-marks.js';
import { Settings } from './settings.js';
import { kindWords, problemPlace, problemText, titleOf } from './words.js';

interface OutlineProps {
  page: PageContext;
  opened: OpenDraft;
}

/** Whether the reader may write in it now. */
const isOpenTo = ({ draft, may }: OpenDraft): boolean => may.define && mayHappen(draft.state, 'edit');

/** A draft as a whole: what is to be mended, the register, its fields, and what comes next. */
export const OutlinePage = (props: OutlineProps) => {
  const { page, opened } = props;
  const { t } = page;
  const { draft, problems, base, names } = opened;
  const here = draftHref(page, draft.register);
  const retired = base ? retiredIn(base, draft.document) : [];
  return (
    <DraftFrame
      page={page}
      draft={draft}
      title={t('registerDesk.draftOf', { title: titleOf(t, draft.document) })}
    >
      <p>
        <DraftStateTag page={page} draft={draft} />{' '}
        <span class="muted">
          {t('registerDesk.lastChange', {
            at: t.dateTime(draft.changedAt),
            name: names.get(draft.changedBy) ?? '',
          })}
        </span>
      </p>
      <CameBack page={page} opened={opened} />
      {!isOpenTo(opened) && draft.state !== 'draft' && <p>{t('registerCheck.closed')}</p>}
      {problems.length > 0 && (
        <Section title={t('registerDesk.mend')} id="problems">
          <ul class="editor-problems">
            {problems.map((problem) => {
              const { href, words } = problemPlace(t, here, draft.document, problem);
              return (
                <li>
                  <a href={href}>{words}</a>
                  {t('authoring.problems.colon')}
                  {problemText(t, problem)}
                </li>
              );
            })}
          </ul>
        </Section>
      )}
      <Section
        title={t('registerDesk.general')}
        id="general"
        {...(isOpenTo(opened) && {
          aside: <a href={draftHref(page, draft.register, '/general')}>{t('registerDesk.general.edit')}</a>,
        })}
      >
        <Settings t={t} opened={opened} />
      </Section>
      <Section
        title={t('registerDesk.fields')}
        id="fields"
        {...(isOpenTo(opened) && { aside: <a href={`${here}/fields/new`}>{t('registerDesk.add')}</a> })}
      >
        <Form t={t} action={`${here}/move`} hidden={{ seen: String(draft.revision) }}>
          <ol class="editor-fields">
            {draft.document.fields.map((field, at) => (
              <FieldItem {...props} field={field} at={at} />
            ))}
          </ol>
        </Form>
      </Section>
      {retired.length > 0 && (
        <Section title={t('registerDesk.retired')} id="retired">
          <p>{t('registerDesk.retiredText')}</p>
          <Form t={t} action={`${here}/move`} hidden={{ seen: String(draft.revision) }}>
            <ul class="editor-fields">
              {retired.map((field) => (
                <li class="editor-field">
                  <p>
                    {labelText(t, field)} <span class="muted">{kindWords(t, field.ask.kind)}</span>
                  </p>
                  {isOpenTo(opened) && (
                    <p class="editor-links">
                      <Button
                        type="submit"
                        variant="tertiary"
                        size="small"
                        name="move"
                        value={`back:${field.ask.id}`}
                      >
                        {t('registerDesk.back')}
                        <span class="visually-hidden">
                          {t('registerDesk.backOf', { title: labelText(t, field) })}
                        </span>
                      </Button>
                    </p>
                  )}
                </li>
              ))}
            </ul>
          </Form>
        </Section>
      )}
      <ButtonRow>
        <ButtonLink href={`${here}/preview`}>{t('registerDesk.preview')}</ButtonLink>
      </ButtonRow>
      {isOpenTo(opened) && (
        <Form t={t} action={`${here}/discard`} hidden={{ seen: String(draft.revision) }}>
          <ButtonRow>
            <ConfirmButton
              id="discard"
              label={t('registerDesk.delete')}
              question={t('registerDesk.discardQuestion')}
              cancel={t('authoring.cancel')}
            />
          </ButtonRow>
        </Form>
      )}
    </DraftFrame>
  );
};

const FieldItem = ({ page, opened, field, at }: OutlineProps & { field: RegisterField; at: number }) => {
  const { t } = page;
  const { draft } = opened;
  const isOpen = isOpenTo(opened);
  const { document, register } = draft;
  const { ask } = field;
  const title = labelText(t, field);
  const marks = fieldMarks(t, opened, field);
  // Of a field that no version in use has, nothing stays behind.
  const isKept = opened.base !== null && ancestorIn(opened.base, field) !== undefined;
  const move = (way: 'up' | 'down') => (
    <Button type="submit" variant="tertiary" size="small" name="move" value={`${way}:${ask.id}`}>
      {t(`authoring.rows.${way}`)}
      <span class="visually-hidden">{t('authoring.rows.of', { title })}</span>
    </Button>
  );
  return (
    <li class="editor-field" id={`field-${ask.id}`}>
      <p>
        {isOpen ? <a href={draftHref(page, register, `/fields/${ask.id}`)}>{title}</a> : title}{' '}
        <span class="muted">{marks.join('・')}</span>
      </p>
      {isOpen && (
        <p class="editor-links">
          {at > 0 && move('up')}
          {at < document.fields.length - 1 && move('down')}
          <Button type="submit" variant="tertiary" size="small" name="move" value={`retire:${ask.id}`}>
            {t(isKept ? 'registerDesk.field.retire' : 'registerDesk.field.remove')}
            <span class="visually-hidden">
              {t(isKept ? 'registerDesk.retireOf' : 'registerDesk.removeOf', { title })}
            </span>
          </Button>
        </p>
      )}
    </li>
  );
};
