import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Chips } from '#ui/components/chips.js';
import { ConfirmButton } from '#ui/components/confirm-button.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { Pagination } from '#ui/components/pagination.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { PLACEHOLDERS, REPLY_KINDS, REPLY_LIMITS, REPLY_TITLE_LIMIT, type ReplyKind } from '../model.js';
import type { ReplyList } from '../service.js';

const KIND_WORDS = {
  message: 'reply.kind.message',
  correction: 'reply.kind.correction',
  refusal: 'reply.kind.refusal',
} as const satisfies Record<ReplyKind, MessageKey>;

interface UnitName {
  id: string;
  name: string;
}

interface ReplyListPageProps {
  page: PageContext;
  units: readonly UnitName[];
  list: ReplyList;
  isFirst: boolean;
}

export const ReplyListPage = ({ page, units, list, isFirst }: ReplyListPageProps) => {
  const { t, base } = page;
  const at = (unit: string, after?: string) =>
    `${base}/staff/replies?${new URLSearchParams({ unit, ...(after !== undefined && { after }) })}`;
  return (
    <StaffPage
      page={page}
      title={t('reply.title')}
      lead={t('reply.lead')}
      actions={
        <ButtonLink href={`${base}/staff/replies/new?${new URLSearchParams({ unit: list.unit })}`}>
          {t('reply.new')}
        </ButtonLink>
      }
    >
      {units.length > 1 && (
        <Chips
          t={t}
          label={t('reply.unit')}
          chips={units.map(({ id, name }) => ({
            label: name,
            href: at(id),
            ...(id === list.unit && { state: 'chosen' as const }),
          }))}
        />
      )}
      {list.items.length === 0 ? (
        <EmptyState title={t('reply.none')} icon="paper" />
      ) : (
        <>
          <Table
            id="replies"
            caption={t('reply.title')}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('reply.name'),
                isRowHeader: true,
                cell: ({ id, title }) => <a href={`${base}/staff/replies/${id}`}>{title}</a>,
              },
              { header: t('reply.kind'), cell: ({ kind }) => t(KIND_WORDS[kind]) },
              { header: t('reply.savedAt'), cell: ({ savedAt }) => t.dateTime(savedAt) },
            ]}
            rows={list.items}
          />
          <Pagination
            t={t}
            countText={t('reply.shown', { count: list.items.length })}
            previousHref={isFirst ? undefined : at(list.unit)}
            nextHref={list.next === null ? undefined : at(list.unit, list.next)}
          />
        </>
      )}
    </StaffPage>
  );
};

/** A reply template as typed. */
export interface TypedReply {
  unit: string;
  kind: ReplyKind;
  title: string;
  text: string;
}

interface ReplyPageProps {
  page: PageContext;
  units: readonly UnitName[];
  typed: TypedReply;
  errors?: Partial<Record<keyof TypedReply, string>>;
  /** Of the one that is changed; null for a new one. */
  saved: { id: string; version: number } | null;
}

export const ReplyPage = ({ page, units, typed, errors = {}, saved }: ReplyPageProps) => {
  const { t, base } = page;
  const list = `${base}/staff/replies`;
  const href = saved ? `${list}/${saved.id}` : list;
  return (
    <StaffPage
      page={page}
      title={t(saved ? 'reply.edit' : 'reply.new')}
      back={{ href: `${list}?${new URLSearchParams({ unit: typed.unit })}`, label: t('reply.title') }}
      errors={Object.entries(errors).map(([id, text]) => ({ id, text }))}
    >
      <Form t={t} action={href} hidden={{ seen: saved ? String(saved.version) : undefined }}>
        <Select
          t={t}
          id="unit"
          label={t('reply.unit')}
          hint={t('reply.unitHint')}
          required
          error={errors.unit}
          value={typed.unit}
          emptyLabel={null}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <RadioGroup
          t={t}
          id="kind"
          label={t('reply.kind')}
          required
          value={typed.kind}
          options={REPLY_KINDS.map((kind) => ({
            value: kind,
            label: t(KIND_WORDS[kind]),
            hint: t('ui.field.limit', { count: REPLY_LIMITS[kind] }),
          }))}
        />
        <TextInput
          t={t}
          id="title"
          label={t('reply.name')}
          hint={t('reply.nameHint')}
          required
          error={errors.title}
          value={typed.title}
          maxLength={REPLY_TITLE_LIMIT}
          autoComplete="off"
        />
        <Textarea
          t={t}
          id="text"
          label={t('reply.text')}
          hint={t('reply.textHint', { names: PLACEHOLDERS.map((name) => `{${name}}`).join(' ') })}
          required
          error={errors.text}
          value={typed.text}
          rows={10}
        />
        <ButtonRow>
          <Button type="submit">{t('reply.save')}</Button>
        </ButtonRow>
      </Form>
      {saved && (
        <Form t={t} action={`${href}/delete`}>
          <ButtonRow>
            <ConfirmButton
              id="delete"
              label={t('reply.delete')}
              question={t('reply.deleteQuestion', { title: typed.title })}
              cancel={t('reply.keep')}
            />
          </ButtonRow>
        </Form>
      )}
    </StaffPage>
  );
};

/** What can be put into a text, and what is wrong with the choice. */
export interface ReplyChoices {
  choices: readonly { id: string; title: string }[];
  error?: string | undefined;
}

export const CHOSEN_REPLY = 'reply';
/** Name and value of the button that puts a reply template in; the form is shown again with it. */
export const PUT_IN = { name: 'todo', value: 'putIn' } as const;

/** Stands in the form of the text that it is put into. */
export const ReplyPicker = ({ t, replies: { choices, error } }: { t: Translator; replies: ReplyChoices }) =>
  choices.length === 0 ? null : (
    <div class="reply-picker">
      <Select
        t={t}
        id={CHOSEN_REPLY}
        label={t('reply.use')}
        bare
        error={error}
        options={choices.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <Button type="submit" variant="secondary" size="small" {...PUT_IN}>
        {t('reply.putIn')}
      </Button>
    </div>
  );
