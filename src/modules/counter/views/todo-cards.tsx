import type { Translator } from '#kernel/i18n/translate.js';
import { Badge } from '#ui/components/badge.js';
import { ButtonLink } from '#ui/components/button.js';
import { Card, Cards } from '#ui/components/card.js';
import { type Description, DescriptionList } from '#ui/components/description-list.js';
import { Section } from '#ui/components/section.js';
import { bySection, type ToDo } from '../todo.js';

const Bring = ({ things }: { things: readonly string[] }) => (
  <ul>
    {things.map((thing) => (
      <li>{thing}</li>
    ))}
  </ul>
);

/** What is to be brought along. */
export const ToBring = ({ t, things }: { t: Translator; things: readonly string[] }) =>
  things.length === 0 ? null : (
    <Section title={t('guide.list.bring')}>
      <Bring things={things} />
    </Section>
  );

function facts({ deadline, bring, note, elsewhere, procedure }: ToDo, t: Translator): Description[] {
  return [
    ...(elsewhere
      ? [
          {
            term: t('guide.item.where'),
            value: (
              <>
                {elsewhere.url ? <a href={elsewhere.url}>{elsewhere.name}</a> : elsewhere.name}
                {elsewhere.phone && ` ${elsewhere.phone}`}
              </>
            ),
          },
        ]
      : []),
    ...(deadline
      ? [
          {
            term: t('guide.item.deadline'),
            value: (
              <>
                {deadline.dueOn && (
                  <>
                    <b>{t('guide.item.until', { date: t.date(deadline.dueOn) })}</b>
                    <br />
                  </>
                )}
                {deadline.text} <span class="muted">{deadline.law}</span>
              </>
            ),
          },
        ]
      : []),
    ...(bring.length > 0 ? [{ term: t('guide.item.bring'), value: <Bring things={bring} /> }] : []),
    ...(procedure?.fee ? [{ term: t('guide.item.fee'), value: procedure.fee }] : []),
    ...(note ? [{ term: t('guide.item.note'), value: note }] : []),
  ];
}

const ToDoCard = ({ todo, t, base }: { todo: ToDo; t: Translator; base: string }) => (
  <Card
    title={todo.procedure?.title ?? todo.title}
    id={`item-${todo.id}`}
    mark={
      <Badge tone={todo.procedure ? 'accent' : 'quiet'}>
        {t(
          todo.procedure ? 'guide.item.online' : todo.unit ? 'guide.item.atCounter' : 'guide.item.elsewhere',
        )}
      </Badge>
    }
  >
    <p>{todo.why}</p>
    <DescriptionList items={facts(todo, t)} />
    {todo.procedure?.isOnline && (
      <ButtonLink href={`${base}/procedures/${todo.procedure.id}`} variant="tertiary" size="small">
        {t('guide.item.open')}
      </ButtonLink>
    )}
  </Card>
);

/** Everything to do, by section. */
export const ToDoSections = ({ todos, t, base }: { todos: readonly ToDo[]; t: Translator; base: string }) => (
  <>
    {bySection(todos).map(({ unit, todos: own }) => (
      <Section
        title={unit ? unit.name : t('guide.list.elsewhere')}
        aside={unit && <span class="muted">{t('guide.list.phone', { phone: unit.phone })}</span>}
      >
        <Cards>
          {own.map((todo) => (
            <ToDoCard todo={todo} t={t} base={base} />
          ))}
        </Cards>
      </Section>
    ))}
  </>
);
