import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Details } from '#ui/components/details.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { StatusTag, type StatusTone } from '#ui/components/status-tag.js';
import type { PageContext } from '#ui/page.js';
import { AskedList } from '../../views/asked-list.js';
import { isDone, isLive, type Part, type PartState } from '../model.js';
import type { PartStanding } from '../service.js';

const STATES = {
  invited: { tone: 'waiting', word: 'part.state.invited' },
  opened: { tone: 'waiting', word: 'part.state.opened' },
  sent: { tone: 'done', word: 'part.state.sent' },
  cancelled: { tone: 'neutral', word: 'part.state.cancelled' },
  expired: { tone: 'problem', word: 'part.state.expired' },
  waived: { tone: 'done', word: 'part.state.waived' },
} as const satisfies Record<PartState, { tone: StatusTone; word: MessageKey }>;

function mark({ t }: PageContext, { requests: [last], isMissing }: PartStanding) {
  if (last && (isLive(last) || isDone(last) || last.state === 'expired'))
    return { tone: STATES[last.state].tone, label: t(STATES[last.state].word) };
  return isMissing
    ? { tone: 'waiting' as const, label: t('part.state.missing') }
    : { tone: 'neutral' as const, label: t('part.state.optional') };
}

interface PartsProps {
  page: PageContext;
  /** Address of the case for this reader: /staff/cases/… shows what was answered, /my/cases/… the state only. */
  caseHref: string;
  isStaff: boolean;
  parts: readonly PartStanding[];
}

const facts = ({ t }: PageContext, definition: PartStanding['definition'], last: Part | undefined) => [
  { term: t('part.who'), value: localize(definition.who, t.locale) },
  ...(last ? [{ term: t('part.askedAt'), value: t.dateTime(last.invitedAt) }] : []),
  ...(last && isLive(last)
    ? [{ term: t('ui.inbox.due'), value: t('part.until', { at: t.dateTime(last.expiresAt) }) }]
    : []),
  ...(last?.endedAt ? [{ term: t('part.endedAt'), value: t.dateTime(last.endedAt) }] : []),
  ...(last?.state === 'sent' ? [{ term: t('part.name'), value: last.content.name }] : []),
];

/** Answers of a part that came, for staff: one that was asked again stands first. */
const Answers = ({ page, caseHref, part }: { page: PageContext; caseHref: string; part: Part }) => {
  const { t } = page;
  const { asked, askedInJapanese } = part.content;
  return (
    <AskedList
      t={t}
      asked={askedInJapanese ?? asked}
      filesAt={`${caseHref}/part-requests/${part.id}/files`}
    />
  );
};

const Standing = ({
  page,
  caseHref,
  isStaff,
  standing,
}: Omit<PartsProps, 'parts'> & { standing: PartStanding }) => {
  const { t } = page;
  const { definition, requests, mayInvite } = standing;
  const title = localize(definition.title, t.locale);
  const [last] = requests;
  const live = requests.find(isLive);
  const isThere = requests.some(isDone);
  const sent = requests.filter(({ state }) => state === 'sent');
  const waived = requests.find(({ state }) => state === 'waived');
  return (
    <Section title={title} level={3} aside={<StatusTag {...mark(page, standing)} />}>
      <DescriptionList items={facts(page, definition, last)} />
      {isStaff && waived && <p class="quote">{waived.content.declaration}</p>}
      {isStaff && sent[0] && <Answers page={page} caseHref={caseHref} part={sent[0]} />}
      {isStaff &&
        sent.slice(1).map((part) => (
          <Details summary={`${title} ${part.endedAt ? t.dateTime(part.endedAt) : ''}`}>
            <Answers page={page} caseHref={caseHref} part={part} />
          </Details>
        ))}
      {mayInvite && (isStaff || !isThere) && (
        <Form
          t={t}
          action={`${caseHref}/parts/${definition.id}/invite`}
          hidden={{ after: requests[0]?.id ?? '' }}
        >
          <Button type="submit" variant={standing.isMissing && !live && !isStaff ? 'primary' : 'secondary'}>
            {t(last ? 'part.inviteAgain' : 'part.invite', { title })}
          </Button>
        </Form>
      )}
      {live && (
        <Form t={t} action={`${caseHref}/part-requests/${live.id}/cancel`}>
          <Button type="submit" variant="tertiary">
            {t('part.cancel', { title })}
          </Button>
        </Form>
      )}
      {isStaff && mayInvite && standing.isMissing && (
        <ButtonRow>
          <ButtonLink href={`${caseHref}/parts/${definition.id}/waive`} variant="tertiary">
            {t('part.waive', { title })}
          </ButtonLink>
        </ButtonRow>
      )}
    </Section>
  );
};

/** What third parties complete in this case. */
export const PartsSection = ({ parts, ...props }: PartsProps) =>
  parts.length === 0 ? null : (
    <Section title={props.page.t('part.title')} id="parts">
      {parts.map((standing) => (
        <Standing {...props} standing={standing} />
      ))}
    </Section>
  );
