import type { Translator } from '#kernel/i18n/translate.js';
import { BackLink } from '#ui/components/back-link.js';
import { Badge } from '#ui/components/badge.js';
import { Breadcrumb } from '#ui/components/breadcrumb.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { Card, Cards } from '#ui/components/card.js';
import { Chips } from '#ui/components/chips.js';
import { CopyButton } from '#ui/components/copy-button.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Details } from '#ui/components/details.js';
import { EmergencyBanner } from '#ui/components/emergency-banner.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Inbox, type InboxRow } from '#ui/components/inbox.js';
import { ExternalLink, MoreLink, Term } from '#ui/components/link.js';
import { LinkList } from '#ui/components/link-list.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Pagination } from '#ui/components/pagination.js';
import { Ruby } from '#ui/components/ruby.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Steps } from '#ui/components/steps.js';
import { Tabs } from '#ui/components/tabs.js';
import { Tile, Tiles } from '#ui/components/tile.js';
import { Timeline } from '#ui/components/timeline.js';
import { Toolbar } from '#ui/components/toolbar.js';
import { LONG } from './samples.js';

export const FeedbackSamples = ({ t }: { t: Translator }) => (
  <Section title="知らせ">
    <EmergencyBanner t={t} title="大雨警報（土砂災害）。高齢者等避難が出ています" href="#main" />
    {(['info', 'success', 'warning', 'error'] as const).map((kind) => (
      <NotificationBanner
        t={t}
        kind={kind}
        title={`${LONG.procedure}を受け付けました`}
        announce={kind === 'success'}
      >
        <p>
          受付番号は <b>2026-0412-0037</b> です。<a href="#main">控えを保存する</a>
        </p>
      </NotificationBanner>
    ))}
    <NotificationBanner t={t} kind="info" title="見出しだけの知らせ" />
    <p>
      {(['quiet', 'accent', 'required', 'new'] as const).map((tone) => (
        <>
          <Badge tone={tone}>数えた値</Badge>{' '}
        </>
      ))}
    </p>
    <p>
      <StatusTag tone="neutral" label="下書き" /> <StatusTag tone="active" label="審査中" />{' '}
      <StatusTag tone="waiting" label="補正をお待ちしています" /> <StatusTag tone="done" label="交付済み" />{' '}
      <StatusTag tone="problem" label="期限を過ぎています" />
    </p>
    <EmptyState
      title="申請した手続がここに並びます"
      icon="inbox"
      action={<ButtonLink href="#main">手続をさがす</ButtonLink>}
    >
      <p>まだ申請がありません。</p>
    </EmptyState>
  </Section>
);

export const NavigationSamples = ({ t }: { t: Translator }) => (
  <Section title="移動">
    <Breadcrumb
      t={t}
      crumbs={[
        { label: 'トップ', href: '#main' },
        { label: LONG.organisation, href: '#main' },
        { label: LONG.procedure },
      ]}
    />
    <BackLink t={t} href="#main" />
    <Tabs
      label="申請の表示"
      tabs={[
        { label: '動いている申請', href: '#main', isCurrent: true, count: '3' },
        { label: '終わった申請', href: '#main' },
      ]}
    />
    <Chips
      t={t}
      label="絞り込み"
      chips={[
        { label: '今日が期限', href: '#main', count: '12', state: 'chosen' },
        { label: '期限超過', href: '#main', count: '3' },
        { label: LONG.organisation, href: '#main', state: 'removable' },
      ]}
    />
    <p>
      <ExternalLink t={t} href="https://www.digital.go.jp/">
        デジタル庁
      </ExternalLink>
      、<Term href="#main">標準処理期間</Term>、<Ruby reading="かしはらし">橿原市</Ruby>
    </p>
    <LinkList
      label="お知らせ"
      links={[
        { label: `${LONG.procedure}の受付を始めました`, href: '#main', before: '2026年11月20日（金）' },
        { label: '年末年始の窓口', href: '#main' },
      ]}
    />
    <MoreLink href="#main">すべてのお知らせ</MoreLink>
    <Pagination t={t} previousHref="#main" nextHref="#main" countText="51〜100件（全1,204件）" />
    <Toolbar label="一覧の操作">
      <Button type="button" variant="secondary" size="small" icon="print">
        印刷
      </Button>
      <CopyButton t={t} text="2026-0412-0037" />
    </Toolbar>
  </Section>
);

export const ListSamples = ({ t }: { t: Translator }) => (
  <Section title="一覧">
    <Tiles label="ライフイベント">
      <Tile href="#main" icon="birth" title="妊娠・出産" />
      <Tile href="#main" icon="moving" title="引っ越し・住まい" description="転入・転出・転居" />
      <Tile href="#main" icon="bereavement" title={LONG.organisation} />
    </Tiles>
    <Cards>
      <Card title={LONG.procedure} href="#main" mark={<StatusTag tone="active" label="審査中" />}>
        <p>標準10日</p>
      </Card>
      <Card title="題だけ" level={3} />
    </Cards>
    <Cards columns>
      <Card title="マイページ" href="#main" />
      <Card title="計画と実績" href="#main" aside={<p>33</p>}>
        <p>43施策のうち</p>
      </Card>
    </Cards>
    <DescriptionList
      items={[
        { term: '手数料', value: '300円' },
        { term: '担当', value: LONG.organisation },
      ]}
    />
    <DescriptionList stacked items={[{ term: '手数料', value: '300円' }]} />
    <Details summary="代理人が申請するとき">
      <p>委任状が要ります。</p>
    </Details>
    <Details summary="開いた説明" open>
      <p>{LONG.address}</p>
    </Details>
    <Steps
      t={t}
      steps={[
        { title: '申請を受け付けました', when: '11月20日（金）', state: 'done' },
        {
          title: '市民課が内容を確かめます',
          when: '11月27日（金）ごろ',
          text: <p>足りないところがあれば連絡します。</p>,
          state: 'current',
        },
        { title: '証明書を郵送します' },
      ]}
    />
    <Timeline
      entries={[
        { at: '2026年11月20日（金） 14:05', title: '受付', by: 'オンライン' },
        {
          at: '2026年11月24日（火） 9:12',
          title: '審査を始めた',
          by: LONG.organisation,
          text: <p>書類を確認。</p>,
        },
      ]}
    />
  </Section>
);

export const INBOX_ROWS: InboxRow[] = [
  {
    id: '1',
    href: '#1',
    number: '2026-0412-0037',
    person: LONG.person,
    subject: LONG.procedure,
    state: { tone: 'problem', label: '期限超過' },
    due: { text: '3日超過', tone: 'late' },
    assignee: '山田',
  },
  {
    id: '2',
    href: '#2',
    number: '2026-0415-0002',
    person: '奈良 花子',
    subject: '住民票の写し',
    state: { tone: 'active', label: '審査中' },
    due: { text: '今日', tone: 'today' },
  },
  {
    id: '3',
    href: '#3',
    number: '2026-0416-0118',
    person: LONG.organisation,
    subject: '道路占用許可申請',
    state: { tone: 'waiting', label: '補正待ち' },
    due: { text: '11月27日（金）' },
    assignee: '佐藤',
  },
];

export const InboxSamples = ({ t }: { t: Translator }) => (
  <Section title="受信箱">
    <Inbox
      t={t}
      caption="今日が期限"
      rows={INBOX_ROWS}
      action="/staff/bulk"
      bulkActions={
        <Button type="submit" size="small" variant="secondary" name="do" value="assign">
          担当を決める
        </Button>
      }
    />
    <Inbox t={t} caption="ほかの課を待つもの" rows={INBOX_ROWS.slice(1)} />
  </Section>
);
