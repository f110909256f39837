import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Details } from '#ui/components/details.js';
import { Form } from '#ui/components/form.js';
import { LinkList } from '#ui/components/link-list.js';
import { Pagination } from '#ui/components/pagination.js';
import { Section } from '#ui/components/section.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { MarkThread } from '../model/mark.js';
import type { MarkedPage, NamedMark } from '../service/marking.js';
import { MarkSheet } from './mark-sheet.js';
import { errorList } from './words.js';

export interface TypedMark {
  place: string;
  words: string;
  /** Mark that was to be answered. */
  answers: number | null;
}

interface MarksPageProps {
  page: PageContext;
  view: MarkedPage;
  typed?: TypedMark | undefined;
  errors: Record<string, string>;
}

/** One page of an attached PDF: the picture with its marks, what was written, and the place for more. */
export const MarksPage = ({ page, view, typed, errors }: MarksPageProps) => {
  const { t, base } = page;
  const { draft, file, picture, threads, markedPages, mayMark } = view;
  const decision = `${base}/staff/decisions/${draft.id}`;
  const pages = `${decision}/files/${file.file}/pages`;
  const to = (number: number) => (number >= 1 && number <= picture.of ? `${pages}/${number}` : undefined);
  const title = t('marks.title', { name: file.name });
  return (
    <StaffPage
      page={page}
      title={title}
      breadcrumbs={[
        { label: t('decision.title'), href: `${base}/staff/decisions` },
        { label: draft.content.title, href: decision },
        { label: title },
      ]}
      actions={
        <ButtonLink href={`${decision}/files/${file.file}/marked`} variant="secondary">
          {t('marks.download')}
        </ButtonLink>
      }
      errors={errorList(errors)}
    >
      <Pagination
        t={t}
        previousHref={to(view.page - 1)}
        nextHref={to(view.page + 1)}
        countText={t('marks.pageOf', { page: view.page, of: picture.of })}
      />
      <div class="mark-layout">
        <MarkSheet t={t} view={view} canMark={mayMark} />
        <div>
          {mayMark && (
            <Section title={t('marks.new')}>
              <Form t={t} action={to(view.page) ?? pages}>
                <TextInput
                  t={t}
                  id="place"
                  label={t('marks.place')}
                  hint={t('marks.placeHint')}
                  width="10"
                  required
                  value={typed?.answers === null ? typed.place : ''}
                  error={errors.place}
                />
                <Textarea
                  t={t}
                  id="words"
                  label={t('marks.words')}
                  rows={4}
                  required
                  value={typed?.answers === null ? typed.words : ''}
                  error={errors.words}
                />
                <ButtonRow>
                  <Button type="submit">{t('marks.add')}</Button>
                </ButtonRow>
              </Form>
            </Section>
          )}
          <Section title={t('marks.onPage', { count: threads.length })}>
            {threads.length === 0 && <p>{t('marks.none')}</p>}
            <ol class="mark-list">
              {threads.map((thread) => (
                <Thread page={page} view={view} thread={thread} typed={typed} errors={errors} />
              ))}
            </ol>
          </Section>
          {markedPages.some((number) => number !== view.page) && (
            <Section title={t('marks.elsewhere')}>
              <LinkList
                label={t('marks.elsewhere')}
                links={markedPages
                  .filter((number) => number !== view.page)
                  .map((number) => ({
                    href: `${pages}/${number}`,
                    label: t('marks.pageLink', { page: number }),
                  }))}
              />
            </Section>
          )}
        </div>
      </div>
    </StaffPage>
  );
};

/** Who wrote it, as that person was on that day. */
const By = ({ page: { t }, mark }: { page: PageContext; mark: NamedMark }) => (
  <p class="timeline-at">
    {t.dateTime(mark.at)} <span>{[mark.unit, mark.title, mark.name].filter(Boolean).join(' ')}</span>
  </p>
);

const Thread = ({
  page,
  view,
  thread: { mark, answers },
  typed,
  errors,
}: MarksPageProps & { thread: MarkThread<NamedMark> }) => {
  const { t, base } = page;
  const error = errors[`words-${mark.no}`];
  return (
    <li id={`mark-${mark.no}`} value={mark.no}>
      <By page={page} mark={mark} />
      <p class="mark-words">{mark.words}</p>
      {answers.map((answer) => (
        <div class="mark-answer">
          <By page={page} mark={answer} />
          <p class="mark-words">{answer.words}</p>
        </div>
      ))}
      {view.mayMark && (
        <Details summary={t('marks.answer', { number: mark.no })} open={error !== undefined}>
          <Form
            t={t}
            action={`${base}/staff/decisions/${view.draft.id}/files/${view.file.file}/pages/${view.page}`}
            hidden={{ answers: String(mark.no) }}
          >
            <Textarea
              t={t}
              id={`words-${mark.no}`}
              name="words"
              label={t('marks.answerWords')}
              rows={3}
              required
              value={typed?.answers === mark.no ? typed.words : ''}
              error={error}
            />
            <ButtonRow>
              <Button type="submit" variant="secondary">
                {t('marks.answerButton')}
              </Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </li>
  );
};
