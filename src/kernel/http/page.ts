import type { Locale, LocalizedText } from '../i18n/locales.js';
import type { Translator } from '../i18n/translate.js';

export type TextSize = 'standard' | 'large' | 'largest';

export interface NavItem {
  label: string;
  /** Whole address, base included. */
  href: string;
  /** Waiting work, shown as a number beside the word. */
  count?: number;
}

/** What every page knows about the request: made by kernel/http, read by layouts. */
export interface PageContext {
  t: Translator;
  /** The language that was wished, where the page is not there in it and `t` speaks another one. */
  notIn: Locale | null;
  city: {
    slug: string;
    name: string;
    kind: 'prefecture' | 'city' | 'town' | 'village' | 'ward';
    accent: string;
    office: { address: string; phone: string; hours: LocalizedText };
  };
  /** Prefix of every link of this municipality: "/nara-city", or "" under its own host name. */
  base: string;
  /** Path below the base, with leading slash: "/procedures". */
  path: string;
  query: URLSearchParams;
  viewer: { name: string; kind: 'resident' | 'business' | 'staff' } | null;
  textSize: TextSize;
  furigana: boolean;
  now: Temporal.Instant;
  /** Shown as the first thing on every citizen page while an emergency is declared. */
  emergency: { title: string; href: string } | null;
  /** Main navigation of citizen pages and of the staff console, and what stands beside the viewer's name. */
  navigation: { citizen: NavItem[]; staff: NavItem[]; viewer: NavItem[] };
  /** One-time message after a redirect (保存しました …). */
  flash: { kind: 'success' | 'info' | 'warning'; text: string } | null;
  /** Address of a built asset, with its content hash: asset('app.css'). */
  asset(name: string): string;
}
