import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { FileInput } from '#ui/components/file-input.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { VisuallyHidden } from '#ui/components/visually-hidden.js';
import { isDisclosed } from '../disclosure.js';
import type { DisclosurePageProps } from './disclosure-work.js';
import { namesIn } from './words.js';

/** The files that are given out, or were: what they are called, their digest, who put them there. */
export const CopiesPart = ({ page: { t, base }, data, typed }: DisclosurePageProps) => {
  const { disclosure, copies, names, mayWork } = data;
  const here = `${base}/staff/records/disclosures/${disclosure.id}/copies`;
  const isOver = disclosure.state === 'delivered';
  if (disclosure.decision !== null && !isDisclosed(disclosure.decision)) return null;
  return (
    <Section title={t(isOver ? 'copies.given' : 'copies.title')} id="copies">
      {copies.length === 0 ? (
        <p>{t('copies.none')}</p>
      ) : (
        <Table
          id="copies-list"
          caption={t('copies.title')}
          isCaptionHidden
          stacked
          columns={[
            {
              header: t('copies.file'),
              isRowHeader: true,
              cell: ({ file, name }) => <a href={`${here}/${file}`}>{name}</a>,
            },
            { header: t('copies.digest'), cell: ({ digest }) => <code>{digest}</code> },
            {
              header: t('copies.addedBy'),
              cell: ({ addedBy, addedAt }) => `${namesIn(names, addedBy)}　${t.dateTime(addedAt)}`,
            },
            ...(disclosure.deliveredWay === 'my'
              ? [
                  {
                    header: t('dispatch.openedAt'),
                    cell: ({ openedAt }: (typeof copies)[number]) =>
                      openedAt ? t.dateTime(openedAt) : t('records.none'),
                  },
                ]
              : []),
            ...(mayWork && !isOver
              ? [
                  {
                    header: t('copies.remove'),
                    cell: ({ file, name }: (typeof copies)[number]) => (
                      <Form t={t} action={`${here}/${file}/remove`}>
                        <Button type="submit" variant="tertiary" size="small">
                          {t('copies.remove')}
                          <VisuallyHidden>{name}</VisuallyHidden>
                        </Button>
                      </Form>
                    ),
                  },
                ]
              : []),
          ]}
          rows={copies}
        />
      )}
      {mayWork && !isOver && (
        <Form t={t} action={here} multipart>
          <FileInput
            t={t}
            id="copy"
            label={t('copies.add')}
            hint={t('copies.addHint')}
            limits={t('copies.limits')}
            error={typed.errors.copy}
          />
          <ButtonRow>
            <Button type="submit" variant="secondary">
              {t('copies.addButton')}
            </Button>
          </ButtonRow>
        </Form>
      )}
    </Section>
  );
};
