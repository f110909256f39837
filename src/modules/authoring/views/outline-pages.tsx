import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { Form } from '#ui/components/form.js';
import type { PageContext } from '#ui/page.js';
import { usesByQuestion } from '../edits/uses.js';
import type { Draft, DraftField, DraftPage } from '../model.js';
import { conditionWords, formOf } from '../parts/condition-words.js';
import { fieldWords, kindWords, pageWords } from '../parts/words.js';
import { editorHref, partHref } from './hrefs.js';

type Uses = ReturnType<typeof usesByQuestion>;

interface Shown {
  page: PageContext;
  draft: Draft;
  isOpen: boolean;
}

/** Pages with their questions, in their order; buttons move them, links lead to what is changed. */
export const OutlinePages = ({ page, draft, isOpen }: Shown) => {
  const { t } = page;
  const { pages } = draft.document.form;
  const uses = usesByQuestion(draft.document);
  if (pages.length === 0)
    return (
      <p>
        {t('authoring.page.none')}
        {isOpen && (
          <>
            {' '}
            <a href={partHref(page, draft.procedure, 'page', 'new')}>{t('authoring.page.add')}</a>
          </>
        )}
      </p>
    );
  const list = (
    <ol class="editor-pages">
      {pages.map((one, index) => (
        <PageItem
          page={page}
          draft={draft}
          isOpen={isOpen}
          uses={uses}
          one={one}
          index={index}
          last={pages.length - 1}
        />
      ))}
    </ol>
  );
  if (!isOpen) return list;
  return (
    <Form t={t} action={editorHref(page, draft.procedure, '/move')} hidden={{ seen: String(draft.revision) }}>
      {list}
    </Form>
  );
};

const PageItem = ({
  page,
  draft,
  isOpen,
  uses,
  one,
  index,
  last,
}: Shown & { uses: Uses; one: DraftPage; index: number; last: number }) => {
  const { t } = page;
  const id = draft.procedure;
  const title = pageWords(t, one);
  return (
    <li class="editor-page" id={`page-${one.id}`}>
      <h3>
        {isOpen ? (
          <a href={partHref(page, id, 'page', one.id)}>{t('authoring.page.nth', { n: index + 1, title })}</a>
        ) : (
          t('authoring.page.nth', { n: index + 1, title })
        )}
      </h3>
      <Condition t={t} draft={draft} source={one.show} />
      {isOpen && (
        <p class="editor-links">
          <a href={partHref(page, id, 'condition', `page:${one.id}`)}>
            {t('authoring.condition.link')}
            <span class="visually-hidden">{t('authoring.rows.of', { title })}</span>
          </a>
          <a href={editorHref(page, id, `/remove?page=${one.id}`)}>
            {t('authoring.remove.link')}
            <span class="visually-hidden">{t('authoring.rows.of', { title })}</span>
          </a>
          {index > 0 && <Move t={t} value={`page:up:${one.id}`} word="authoring.rows.up" title={title} />}
          {index < last && (
            <Move t={t} value={`page:down:${one.id}`} word="authoring.rows.down" title={title} />
          )}
        </p>
      )}
      <ol class="editor-fields">
        {one.fields.map((field, at) => (
          <FieldItem
            page={page}
            draft={draft}
            isOpen={isOpen}
            uses={uses.get(field.id) ?? 0}
            field={field}
            at={at}
            last={one.fields.length - 1}
          />
        ))}
      </ol>
      {(one.checks?.length ?? 0) > 0 && (
        <ul class="editor-checks">
          {one.checks?.map(({ require }, at) => {
            const words = conditionWords(t, require, formOf(draft.document));
            const text = t('authoring.check.must', { words });
            return (
              <li>{isOpen ? <a href={partHref(page, id, 'check', `${one.id}:${at}`)}>{text}</a> : text}</li>
            );
          })}
        </ul>
      )}
      {isOpen && (
        <p class="editor-links">
          <a href={editorHref(page, id, `/kinds?page=${one.id}`)}>
            {t('authoring.field.add')}
            <span class="visually-hidden">{t('authoring.rows.of', { title })}</span>
          </a>
          <a href={editorHref(page, id, `/kinds?page=${one.id}#library-field`)}>
            {t('editor.outline.shared')}
            <span class="visually-hidden">{t('authoring.rows.of', { title })}</span>
          </a>
          {one.fields.length > 0 && (
            <a href={partHref(page, id, 'check', `${one.id}:new`)}>
              {t('authoring.check.add')}
              <span class="visually-hidden">{t('authoring.rows.of', { title })}</span>
            </a>
          )}
        </p>
      )}
    </li>
  );
};

const FieldItem = ({
  page,
  draft,
  isOpen,
  uses,
  field,
  at,
  last,
}: Shown & { uses: number; field: DraftField; at: number; last: number }) => {
  const { t } = page;
  const id = draft.procedure;
  const title = fieldWords(t, field);
  return (
    <li class="editor-field" id={`field-${field.id}`}>
      <p>
        {isOpen ? <a href={partHref(page, id, 'field', field.id)}>{title}</a> : <strong>{title}</strong>}{' '}
        <span class="muted">
          {kindWords(t, field.kind)}
          {'optional' in field && field.optional ? t('authoring.field.isOptional') : ''}
        </span>
      </p>
      <Condition t={t} draft={draft} source={field.show} />
      {isOpen && (
        <p class="editor-links">
          {uses > 0 && (
            <a href={`${partHref(page, id, 'field', field.id)}#uses`}>
              {t('editor.outline.uses', { count: uses })}
              <span class="visually-hidden">{t('authoring.rows.of', { title })}</span>
            </a>
          )}
          <a href={partHref(page, id, 'condition', `field:${field.id}`)}>
            {t('authoring.condition.link')}
            <span class="visually-hidden">{t('authoring.rows.of', { title })}</span>
          </a>
          <a href={editorHref(page, id, `/remove?field=${field.id}`)}>
            {t('authoring.remove.link')}
            <span class="visually-hidden">{t('authoring.rows.of', { title })}</span>
          </a>
          {at > 0 && <Move t={t} value={`field:up:${field.id}`} word="authoring.rows.up" title={title} />}
          {at < last && (
            <Move t={t} value={`field:down:${field.id}`} word="authoring.rows.down" title={title} />
          )}
        </p>
      )}
    </li>
  );
};

const Condition = ({ t, draft, source }: { t: Translator; draft: Draft; source: string | undefined }) =>
  source === undefined ? null : (
    <p class="editor-condition">
      {t('authoring.condition.askedWhen', { words: conditionWords(t, source, formOf(draft.document)) })}
    </p>
  );

const Move = ({
  t,
  value,
  word,
  title,
}: {
  t: Translator;
  value: string;
  word: 'authoring.rows.up' | 'authoring.rows.down';
  title: string;
}) => (
  <Button type="submit" variant="tertiary" size="small" name="move" value={value}>
    {t(word)}
    <span class="visually-hidden">{t('authoring.rows.of', { title })}</span>
  </Button>
);
