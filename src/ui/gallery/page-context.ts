import type { Locale } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { PageContext } from '#ui/page.js';

/** A page of Nara City as a visitor sees it, for samples; `over` replaces parts. */
export const pageContext = (over: Partial<PageContext> = {}, locale: Locale = 'ja'): PageContext => ({
  t: translatorFor(locale),
  notIn: null,
  city: {
    slug: 'nara-city',
    name: '奈良市',
    kind: 'city',
    accent: '#7a1f3d',
    office: {
      address: '奈良市二条大路南一丁目1番1号',
      phone: '0742-34-1111',
      hours: '8時30分から17時15分（土日祝・年末年始を除く）',
    },
  },
  base: '/nara-city',
  path: '/procedures/moving-in',
  query: new URLSearchParams(),
  viewer: null,
  textSize: 'standard',
  furigana: false,
  now: Temporal.Instant.from('2026-11-20T05:00:00Z'),
  emergency: null,
  navigation: {
    citizen: [
      { label: '手続', href: '/nara-city/procedures' },
      { label: '予約', href: '/nara-city/reserve' },
      { label: 'お知らせ', href: '/nara-city/notices' },
      { label: '計画', href: '/nara-city/plan' },
      { label: 'データ', href: '/nara-city/data' },
    ],
    staff: [
      { label: '受信箱', href: '/nara-city/staff', count: 12 },
      { label: '計画の進捗', href: '/nara-city/staff/plan' },
    ],
    viewer: [],
  },
  flash: null,
  asset: (name) => `/assets/${name}`,
  ...over,
});
