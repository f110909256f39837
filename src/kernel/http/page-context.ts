import type { Context as HonoContext } from 'hono';
import { setCookie } from 'hono/cookie';
import type { Actor, Context } from '../context.js';
import { CATALOGUES, type MessageKey } from '../i18n/catalogues.js';
import { localize } from '../i18n/locales.js';
import { translatorFor } from '../i18n/translate.js';
import type { Kernel } from '../kernel.js';
import type { Municipality } from '../tenancy/municipality.js';
import type { PageContext } from './page.js';
import { readPreferences } from './preferences.js';
import type { Permission } from './route.js';

export const FLASH_COOKIE = 'yakuba_flash';

/** One entry of a menu, stated by the module that owns the page. */
export interface NavigationEntry {
  /** `viewer`: beside the name of whoever is signed in, on every page. */
  area: 'citizen' | 'staff' | 'viewer';
  label: MessageKey;
  /** Below the municipality's base. */
  path: string;
  permission: Permission;
  /** Whether there is such a page in the municipality; everywhere when absent. */
  isThere?(context: Context): boolean;
  /**
   * What waits there for this actor, on a page of this path; undefined when that is not known. It is asked for on
   * every page, so it may cost a statement only where the person is at work.
   */
  count?(context: Context, path: string): Promise<number | undefined>;
}

/** What every page needs beside what it is about. */
export interface PageDeps {
  kernel: Kernel;
  asset(name: string): string;
  /** Entries of the menus, in order; those with a permission are shown to whom it allows. */
  navigation: readonly NavigationEntry[];
  /** The emergency that the municipality has declared, if any. */
  emergencyOf(municipality: Municipality): PageContext['emergency'];
}

export const isSignedIn = ({ kind }: Actor): boolean =>
  kind !== 'anonymous' && kind !== 'visitor' && kind !== 'partner';

const isAllowed = (kernel: Kernel, context: Context, permission: Permission): boolean =>
  permission === 'public' ||
  (permission === 'signedIn' ? isSignedIn(context.actor) : kernel.access.canAnywhere(context, permission));

/** Below the municipality, with leading slash. */
export function pathOf(c: HonoContext, { slug }: Municipality): string {
  const { pathname } = new URL(c.req.url);
  const path = `${pathname}/`.startsWith(`/${slug}/`) ? pathname.slice(slug.length + 1) : pathname;
  return path || '/';
}

/** What waits behind the menu entries that count something. A count that fails leaves the page without it. */
export async function countsFor(
  { kernel, navigation }: PageDeps,
  c: HonoContext,
  context: Context,
): Promise<Map<NavigationEntry, number>> {
  const counts = new Map<NavigationEntry, number>();
  const path = pathOf(c, context.municipality);
  for (const entry of navigation) {
    if (!entry.count || !isAllowed(kernel, context, entry.permission)) continue;
    try {
      const count = await entry.count(context, path);
      if (count !== undefined && count > 0) counts.set(entry, count);
    } catch (error) {
      kernel.log.warn(
        { err: error, path: entry.path },
        'what waits behind a menu entry could not be counted',
      );
    }
  }
  return counts;
}

/** Under a host name of its own the municipality's links carry no prefix. */
export const baseOf = (c: HonoContext, municipality: Municipality): string =>
  municipality.hosts.length > 0 && municipality.hosts.includes(new URL(c.req.url).hostname)
    ? ''
    : `/${municipality.slug}`;

export function setFlash(c: HonoContext, { kind, key }: { kind: string; key: MessageKey }): void {
  setCookie(c, FLASH_COOKIE, `${kind}:${key}`, { path: '/', maxAge: 60, httpOnly: true, sameSite: 'Lax' });
}

function readFlash(text: string | undefined, t: PageContext['t']): PageContext['flash'] {
  const [kind, key] = text?.split(':') ?? [];
  if (key === undefined || !(key in CATALOGUES.ja)) return null;
  if (kind !== 'success' && kind !== 'info' && kind !== 'warning') return null;
  return { kind, text: t(key as MessageKey) };
}

export function pageContext(
  { asset, emergencyOf, kernel, navigation }: PageDeps,
  c: HonoContext,
  context: Context,
  preferences = readPreferences(c),
  flash?: string,
  counts: ReadonlyMap<NavigationEntry, number> = new Map(),
): PageContext {
  const { municipality, actor } = context;
  const t = translatorFor(preferences.locale);
  const menu = (area: NavigationEntry['area']) =>
    navigation
      .filter(
        (entry) =>
          entry.area === area &&
          isAllowed(kernel, context, entry.permission) &&
          (entry.isThere?.(context) ?? true),
      )
      .map((entry) => {
        const count = counts.get(entry);
        return { label: t(entry.label), href: base + entry.path, ...(count !== undefined && { count }) };
      });
  const base = baseOf(c, municipality);
  return {
    t,
    notIn: null,
    city: {
      slug: municipality.slug,
      name: localize(municipality.name, preferences.locale),
      kind: municipality.kind,
      accent: municipality.accent,
      office: {
        address: municipality.office.address,
        phone: municipality.office.phone,
        hours: municipality.office.hours,
      },
    },
    base,
    path: pathOf(c, municipality),
    query: new URL(c.req.url).searchParams,
    viewer:
      actor.kind === 'anonymous' ||
      actor.kind === 'visitor' ||
      actor.kind === 'system' ||
      actor.kind === 'partner'
        ? null
        : { name: actor.name, kind: actor.kind },
    textSize: preferences.textSize,
    furigana: preferences.furigana,
    now: kernel.clock.now(),
    emergency: emergencyOf(municipality),
    navigation: { citizen: menu('citizen'), staff: menu('staff'), viewer: menu('viewer') },
    flash: readFlash(flash, t),
    asset,
  };
}
