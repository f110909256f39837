import { localize } from '#kernel/i18n/locales.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { Toolbar } from '#ui/components/toolbar.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { GuideList } from '../service/guide.js';
import { bringList } from '../todo.js';
import { guidePath } from './guide-pages.js';
import { ToBring, ToDoSections } from './todo-cards.js';

interface GuideListProps {
  page: PageContext;
  list: GuideList;
  /** That takes the answers along. */
  query: string;
}

/** The list that the answers lead to, and what can be done with it. */
export const GuideListPage = ({ page, list, query }: GuideListProps) => {
  const { t, base } = page;
  const { used, todos, procedures } = list;
  return (
    <CitizenPage
      page={page}
      title={t('guide.list.title')}
      lead={t('guide.list.lead', { count: todos.length, event: localize(used.guide.title, t.locale) })}
      back={{
        href: `${base}${guidePath(used, used.form.pages.at(-1)?.id ?? '', query)}`,
        label: t('guide.list.back'),
      }}
      isPrivate
    >
      <Toolbar label={t('guide.list.tools')}>
        <ButtonLink
          href={`${base}/guide/${used.guide.id}/list.pdf${query}`}
          variant="secondary"
          icon="print"
          download
        >
          {t('guide.list.print')}
        </ButtonLink>
      </Toolbar>
      {procedures.length > 0 && (
        <Section title={t('guide.list.together')}>
          <p>{t('guide.list.togetherText', { count: procedures.length })}</p>
          <ul>
            {procedures.map(({ title }) => (
              <li>{localize(title, t.locale)}</li>
            ))}
          </ul>
          <Form t={t} action={`${base}/pre-entry${query}`} hidden={{ guide: used.guide.id }}>
            <ButtonRow>
              <Button type="submit" size="large">
                {t('guide.list.fill')}
              </Button>
            </ButtonRow>
          </Form>
          <p class="muted">{t('guide.list.fillHint')}</p>
        </Section>
      )}
      <ToBring t={t} things={bringList(todos)} />
      <ToDoSections todos={todos} t={t} base={base} />
    </CitizenPage>
  );
};
