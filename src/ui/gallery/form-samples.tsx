import type { Translator } from '#kernel/i18n/translate.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Checkbox } from '#ui/components/checkbox.js';
import { CheckboxGroup } from '#ui/components/checkbox-group.js';
import { ConfirmButton } from '#ui/components/confirm-button.js';
import { DateInput } from '#ui/components/date-input.js';
import { ErrorSummary } from '#ui/components/error-summary.js';
import { FileInput } from '#ui/components/file-input.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { Form } from '#ui/components/form.js';
import { Progress } from '#ui/components/progress.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { SearchBox } from '#ui/components/search-box.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { SummaryList } from '#ui/components/summary-list.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { YesNo } from '#ui/components/yes-no.js';
import { LONG } from './samples.js';

const ERROR = '氏名を入力してください。例：奈良 花子';

const WAYS = [
  { value: 'post', label: '郵送', hint: '3日から5日かかります。郵便料金は不要です。' },
  { value: 'counter', label: LONG.organisation },
  { value: 'store', label: 'コンビニエンスストア（いまは休止中）', disabled: true },
];

export const ButtonSamples = () => (
  <Section title="ボタン">
    {(['primary', 'secondary', 'tertiary', 'danger'] as const).map((variant) => (
      <ButtonRow>
        <Button type="button" variant={variant}>
          申請する
        </Button>
        <Button type="button" variant={variant} size="small" icon="download">
          保存
        </Button>
        <ButtonLink href="#main" variant={variant} size="large">
          マイナンバーカードで本人確認をして申請を始める
        </ButtonLink>
        <Button type="button" variant={variant} disabled>
          押せません
        </Button>
      </ButtonRow>
    ))}
    <ButtonRow>
      <ConfirmButton
        id="withdraw"
        label="申請を取り下げる"
        question="この申請を取り下げますか"
        proceed="取り下げる"
        cancel="やめる"
      />
    </ButtonRow>
  </Section>
);

export const FormSamples = ({ t }: { t: Translator }) => (
  <Section title="入力">
    <ErrorSummary
      t={t}
      errors={[{ id: 'wrong-name', text: ERROR }, { text: '添付の合計が大きすぎます。' }]}
    />
    <Form t={t} id="sample-form" action="/sample" hidden={{ key: 'f3a1', none: undefined }}>
      <Progress t={t} step={3} total={7} label="本人について" />
      <TextInput t={t} id="plain-name" label="氏名" required autoComplete="name" value={LONG.person} />
      <TextInput
        t={t}
        id="wrong-name"
        label="氏名"
        hint="戸籍のとおりに入力します。"
        error={ERROR}
        required
      />
      <TextInput
        t={t}
        id="fee"
        label="工事費の見積額"
        suffix="円"
        inputMode="numeric"
        width="10"
        value="1,200,000"
      />
      <TextInput
        t={t}
        id="postal"
        label="郵便番号"
        prefix="〒"
        width="5"
        inputMode="numeric"
        autoComplete="postal-code"
      />
      <TextInput t={t} id="fixed" label="受付番号" value="2026-0412-0037" readOnly />
      <TextInput t={t} id="off" label="使えない欄" value="—" disabled />
      <Textarea t={t} id="reason" label="申請の理由" maxLength={400} value={LONG.address} />
      <Textarea
        t={t}
        id="wrong-reason"
        label="申請の理由"
        error="理由を400文字までで入力してください。"
        required
      />
      <Select
        t={t}
        id="ward"
        label="地区"
        options={[
          { value: 'a', label: '都跡' },
          { value: 'b', label: LONG.organisation },
        ]}
        value="b"
      />
      <Select
        t={t}
        id="school"
        label="学校"
        error="学校を選んでください。"
        required
        groups={[
          { label: '小学校', options: [{ value: 's1', label: '椿井小学校' }] },
          { label: '中学校', options: [{ value: 'j1', label: '春日中学校', disabled: true }] },
        ]}
      />
      <RadioGroup t={t} id="way" label="受取方法" required options={WAYS} value="post" />
      <RadioGroup t={t} id="wrong-way" label="受取方法" error="受取方法を選んでください。" options={WAYS} />
      <CheckboxGroup
        t={t}
        id="needs"
        label="必要な証明書"
        hint="当てはまるものをすべて選びます。"
        options={WAYS}
        values={['counter']}
      />
      <CheckboxGroup
        t={t}
        id="wrong-needs"
        label="必要な証明書"
        error="一つ以上選んでください。"
        options={WAYS}
        inline
      />
      <DateInput
        t={t}
        id="moved"
        label="引っ越した日"
        hint="例：2026年 11月 20日"
        value={{ year: '2026', month: '11', day: '20' }}
      />
      <DateInput
        t={t}
        id="born"
        label="生年月日"
        eras
        birthday
        required
        error="昭和は64年までです。"
        invalidParts={['year']}
        value={{ era: 'showa', year: '72', month: '3', day: '1' }}
      />
      <YesNo t={t} id="household" label="世帯の全員が引っ越しますか" required value />
      <FileInput
        t={t}
        id="photo"
        label="本人確認書類の写真"
        hint="四隅が写るように撮ります。"
        limits="JPEG・PNG・PDF、10MBまで"
        accept="image/*,application/pdf"
      />
      <Checkbox t={t} id="consent" label="上の内容に間違いがないことを確認しました" checked />
      <Checkbox
        t={t}
        id="wrong-consent"
        label="個人情報の取扱いに同意します"
        hint={LONG.procedure}
        error="同意するときは、チェックを入れてください。"
      />
      <ButtonRow>
        <Button type="submit">次へ進む</Button>
        <Button type="submit" variant="secondary" name="draft" value="1" formNoValidate>
          下書きを保存
        </Button>
      </ButtonRow>
    </Form>
    <SearchBox
      t={t}
      action="/search"
      label="何をしますか"
      hint="例：引っ越し、子どもが生まれた"
      size="large"
      id="search-large"
    />
    <SearchBox t={t} action="/search" label="職員を検索" value={LONG.kana} hidden={{ unit: 'tax' }} />
    <FilterForm t={t} action="/plan" label="施策を絞り込む" clearHref="/plan">
      <Select
        t={t}
        id="f-stage"
        label="段階"
        bare
        options={[{ value: 'c', label: '運用' }]}
        emptyLabel="すべて"
      />
      <Select
        t={t}
        id="f-unit"
        label="主管課"
        bare
        options={[{ value: 'x', label: LONG.organisation }]}
        emptyLabel="すべて"
        value="x"
      />
      <TextInput t={t} id="f-word" label="ことば" bare />
    </FilterForm>
  </Section>
);

export const SummarySamples = ({ t }: { t: Translator }) => (
  <Section title="内容の確認">
    <SummaryList
      t={t}
      rows={[
        { term: '氏名', value: LONG.person, changeHref: '#main' },
        { term: 'フリガナ', value: LONG.kana, changeHref: '#main', changeLabel: '直す' },
        { term: '住所', value: LONG.address, changeHref: '#main' },
        { term: '電話番号', value: '' },
      ]}
    />
  </Section>
);
