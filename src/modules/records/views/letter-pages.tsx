import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Pagination } from '#ui/components/pagination.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import { numberText } from '../model.js';
import type { MyCopies } from '../service/disclosure-copies.js';
import type { LetterCheck } from '../service/letters.js';
import type { IssueLine } from '../service/sealing.js';

const EXAMPLE = '4K7M-0X3T-29FH-CJ5W-R8VY';

/** What the municipality sent to this person. */
export const MyLettersPage = ({
  page,
  lines,
  nextHref,
  isFirst,
}: {
  page: PageContext;
  lines: readonly IssueLine[];
  nextHref: string | undefined;
  isFirst: boolean;
}) => {
  const { t, base } = page;
  return (
    <CitizenPage
      page={page}
      title={t('letter.title')}
      lead={t('letter.lead')}
      isPrivate
      breadcrumbs={[{ label: t('procedure.my.title'), href: `${base}/my` }, { label: t('letter.title') }]}
    >
      {lines.length === 0 ? (
        <EmptyState title={t('letter.none')} />
      ) : (
        <>
          <Table
            id="letters"
            caption={t('letter.title')}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('letter.subject'),
                isRowHeader: true,
                cell: ({ document }) => <a href={`${base}/my/letters/${document.id}`}>{document.subject}</a>,
              },
              {
                header: t('letter.issuedOn'),
                nowrap: true,
                cell: ({ issue }) => t.date(issue.issuedOn),
              },
              { header: t('letter.sender'), cell: ({ issue }) => issue.words?.sender ?? '' },
            ]}
            rows={lines}
          />
          <Pagination
            t={t}
            countText={t('letter.shown', { shown: lines.length })}
            previousHref={isFirst ? undefined : `${base}/my/letters`}
            nextHref={nextHref}
          />
        </>
      )}
    </CitizenPage>
  );
};

/** Copies of public documents that the letter says are disclosed. */
const Copies = ({
  page: { t, base },
  letter,
  of: { disclosure, payment, copies },
}: {
  page: PageContext;
  letter: string;
  of: MyCopies;
}) => (
  <Section title={t('letter.copies.title')}>
    {copies.length > 0 ? (
      <ul>
        {copies.map(({ file, name }) => (
          <li>
            <a href={`${base}/my/letters/${letter}/copies/${file}`}>{name}</a>
          </li>
        ))}
      </ul>
    ) : disclosure.state === 'delivered' ? (
      <p>{t('letter.copies.elsewhere')}</p>
    ) : payment ? (
      <>
        <p>{t('letter.copies.unpaid', { amount: t.yen(payment.amount) })}</p>
        <ButtonRow>
          <ButtonLink href={`${base}/my/payments/${payment.id}`}>{t('letter.copies.pay')}</ButtonLink>
        </ButtonRow>
      </>
    ) : (
      <p>{t('letter.copies.soon')}</p>
    )}
  </Section>
);

export const MyLetterPage = ({
  page,
  line: { document, issue },
  copies,
}: {
  page: PageContext;
  line: IssueLine;
  copies: MyCopies | null;
}) => {
  const { t, base } = page;
  return (
    <CitizenPage
      page={page}
      title={document.subject}
      isPrivate
      back={{ href: `${base}/my/letters`, label: t('letter.title') }}
    >
      <DescriptionList
        items={[
          { term: t('letter.number'), value: numberText(document) },
          { term: t('letter.issuedOn'), value: t.date(issue.issuedOn) },
          { term: t('letter.sender'), value: issue.words?.sender ?? '' },
        ]}
      />
      <ButtonRow>
        <ButtonLink href={`${base}/my/letters/${document.id}/letter.pdf`} size="large">
          {t('letter.open')}
        </ButtonLink>
      </ButtonRow>
      {copies && <Copies page={page} letter={document.id} of={copies} />}
    </CitizenPage>
  );
};

/** Anybody who holds an outgoing document may check it. */
export const LetterCheckPage = ({
  page,
  typed = '',
  error,
}: {
  page: PageContext;
  typed?: string;
  error?: string;
}) => {
  const { t, base } = page;
  return (
    <CitizenPage
      page={page}
      title={t('letter.check.title')}
      lead={t('letter.check.lead')}
      errors={error ? [{ id: 'code', text: error }] : []}
    >
      <Form t={t} action={`${base}/verify-letter`} method="get">
        <TextInput
          t={t}
          id="code"
          label={t('letter.check.code')}
          hint={t('letter.check.hint', { example: EXAMPLE })}
          value={typed}
          error={error}
          required
          bare
          width="20"
          autoComplete="off"
        />
        <ButtonRow>
          <Button type="submit">{t('letter.check.button')}</Button>
        </ButtonRow>
      </Form>
    </CitizenPage>
  );
};

export const LetterFoundPage = ({
  page,
  found,
}: {
  page: PageContext;
  found: Exclude<LetterCheck, { kind: 'mistyped' }>;
}) => {
  const { t, base } = page;
  return (
    <CitizenPage
      page={page}
      title={t('letter.check.title')}
      isPrivate
      back={{ href: `${base}/verify-letter`, label: t('letter.check.again') }}
    >
      {found.kind === 'unknown' ? (
        <NotificationBanner t={t} kind="error" title={t('letter.check.unknown')}>
          <p>{t('letter.check.unknownText', { phone: page.city.office.phone })}</p>
        </NotificationBanner>
      ) : (
        <>
          <NotificationBanner t={t} kind="success" title={t('letter.check.valid')}>
            <p>{t('letter.check.validText')}</p>
          </NotificationBanner>
          <DescriptionList
            items={[
              { term: t('letter.number'), value: numberText(found.number) },
              { term: t('letter.issuedOn'), value: t.date(found.issuedOn) },
              ...(found.sender === '' ? [] : [{ term: t('letter.sender'), value: found.sender }]),
            ]}
          />
        </>
      )}
    </CitizenPage>
  );
};
