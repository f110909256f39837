import { errorText } from '#forms/fields/field-type.js';
import { files } from '#forms/fields/file/files.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { Pagination } from '#ui/components/pagination.js';
import { Section } from '#ui/components/section.js';
import { type Choice, Select } from '#ui/components/select.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { sealPicture } from '../document-files.js';
import type { SealPicture } from '../issue.js';
import { numberText } from '../model.js';
import type { IssueLine } from '../service/sealing.js';
import { summaryOf, type Typed } from '../typed.js';
import { issueMark, sealText } from './issue-words.js';
import type { TypedFiles } from './receipt-page.js';

const nameOf = (names: ReadonlyMap<string, string>, actor: string | null): string =>
  (actor && names.get(actor.replace('staff/', ''))) || '';

const numberCell =
  (base: string) =>
  ({ document }: IssueLine) => (
    <a href={`${base}/staff/records/documents/${document.id}#issue`}>{numberText(document)}</a>
  );

/** What waits for its seal, and the seals that there are. */
export const SealsPage = ({
  page,
  data: { lines, seals, names },
  units,
  unitOf,
  typed,
  came,
}: {
  page: PageContext;
  data: { lines: IssueLine[]; seals: SealPicture[]; names: ReadonlyMap<string, string> };
  units: readonly Choice[];
  unitOf(unit: string): string;
  typed: Typed;
  came?: TypedFiles | undefined;
}) => {
  const { t, base } = page;
  const here = `${base}/staff/records/seals`;
  const picture = sealPicture(t('dispatch.seals.picture'));
  return (
    <StaffPage
      page={page}
      title={t('dispatch.seals.title')}
      lead={t('dispatch.seals.lead')}
      breadcrumbs={[{ label: t('records.list.title'), href: `${base}/staff/records` }]}
      errors={[
        ...summaryOf(typed),
        ...(came?.errors ?? []).map((fault) => ({
          id: picture.id,
          text: errorText(fault, t('dispatch.seals.picture'), t),
        })),
      ]}
      actions={
        <ButtonLink href={`${here}/uses`} variant="secondary">
          {t('dispatch.uses.title')}
        </ButtonLink>
      }
    >
      {lines.length === 0 ? (
        <EmptyState title={t('dispatch.seals.none')} icon="inbox" />
      ) : (
        <Table
          id="waiting"
          caption={t('dispatch.seals.waiting')}
          stacked
          columns={[
            {
              header: t('records.list.number'),
              isRowHeader: true,
              nowrap: true,
              cell: numberCell(base),
            },
            { header: t('records.subject'), cell: ({ document }) => document.subject },
            { header: t('dispatch.addressee'), cell: ({ issue }) => issue.words?.addressee ?? '' },
            { header: t('dispatch.seal.label'), cell: ({ issue }) => sealText(t, issue, seals) },
            { header: t('dispatch.preparedBy'), cell: ({ issue }) => nameOf(names, issue.preparedBy) },
          ]}
          rows={lines}
        />
      )}
      <Section title={t('dispatch.seals.pictures')}>
        {seals.length > 0 && (
          <ul class="file-list">
            {seals.map(({ id, title, unit, retiredAt }) => (
              <li>
                <span>{title}</span>
                <span class="muted">{unitOf(unit)}</span>
                {retiredAt ? (
                  <span class="muted">{t('dispatch.seals.retired')}</span>
                ) : (
                  <Form t={t} action={`${here}/${id}/retire`}>
                    <Button type="submit" variant="secondary" size="small">
                      {t('dispatch.seals.retire', { title })}
                    </Button>
                  </Form>
                )}
              </li>
            ))}
          </ul>
        )}
        <Form t={t} action={here} multipart>
          <TextInput
            t={t}
            id="title"
            label={t('dispatch.seals.name')}
            hint={t('dispatch.seals.nameHint')}
            required
            value={typed.values.title}
            error={typed.errors.title}
            autoComplete="off"
          />
          <Select
            t={t}
            id="unit"
            label={t('records.unit')}
            required
            value={typed.values.unit}
            error={typed.errors.unit}
            options={[...units]}
          />
          <files.View t={t} field={picture} raw={came?.raw ?? {}} errors={came?.errors ?? []} />
          <ButtonRow>
            <Button type="submit" variant="secondary">
              {t('dispatch.seals.add')}
            </Button>
          </ButtonRow>
        </Form>
      </Section>
    </StaffPage>
  );
};

/** 公印使用簿: who used which seal on what, and when. */
export const SealUsesPage = ({
  page,
  lines,
  seals,
  names,
  nextHref,
  isFirst,
}: {
  page: PageContext;
  lines: readonly IssueLine[];
  seals: readonly SealPicture[];
  names: ReadonlyMap<string, string>;
  nextHref: string | undefined;
  isFirst: boolean;
}) => {
  const { t, base } = page;
  const seal = `${base}/staff/records/seals`;
  return (
    <StaffPage
      page={page}
      title={t('dispatch.uses.title')}
      lead={t('dispatch.uses.lead')}
      breadcrumbs={[{ label: t('dispatch.seals.title'), href: seal }]}
    >
      {lines.length === 0 ? (
        <EmptyState title={t('dispatch.uses.none')} icon="inbox" />
      ) : (
        <>
          <Table
            id="uses"
            caption={t('dispatch.uses.title')}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('dispatch.sealedAt'),
                isRowHeader: true,
                nowrap: true,
                cell: ({ issue }) => (issue.sealedAt ? t.dateTime(issue.sealedAt) : ''),
              },
              { header: t('dispatch.seal.label'), cell: ({ issue }) => sealText(t, issue, seals) },
              { header: t('records.list.number'), nowrap: true, cell: numberCell(base) },
              { header: t('records.subject'), cell: ({ document }) => document.subject },
              { header: t('dispatch.preparedBy'), cell: ({ issue }) => nameOf(names, issue.preparedBy) },
              { header: t('dispatch.sealedBy'), cell: ({ issue }) => nameOf(names, issue.sealedBy) },
              {
                header: t('dispatch.stateLabel'),
                cell: ({ issue }) => <StatusTag {...issueMark(t, issue.state)} />,
              },
            ]}
            rows={lines}
          />
          <Pagination
            t={t}
            countText={t('records.list.shown', { shown: lines.length })}
            previousHref={isFirst ? undefined : `${seal}/uses`}
            nextHref={nextHref}
          />
        </>
      )}
    </StaffPage>
  );
};
