import { randomBytes } from 'node:crypto';
import type { Context as HonoContext } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Context } from '../context.js';
import { HELD_COOKIE, HELD_FOR, type HeldForm, type HeldForms, hasFiles, heldFields } from '../held-forms.js';
import type { Municipality } from '../tenancy/municipality.js';
import { fillForm } from './fill-form.js';
import type { PageContext } from './page.js';

/** Letters of what has no place on the page any more, in the message that says so. */
const MOST_UNPLACED_LETTERS = 2000;
const TOKEN = /^[\w-]{43}$/;

const browserOf = (c: HonoContext): string | undefined => {
  const token = getCookie(c, HELD_COOKIE);
  return token !== undefined && TOKEN.test(token) ? token : undefined;
};

interface SentTooLate {
  municipality: Municipality;
  base: string;
  sessionToken: string;
  /** Below the municipality. */
  target: string;
  body: Readonly<Record<string, unknown>>;
  /** Whether a page stands at this path below the municipality. */
  isPage(path: string): boolean;
}

/** The page on which a form was filled in: the one that the browser names, else the nearest above where it was sent. */
function pageBehind(c: HonoContext, { base, target, isPage }: SentTooLate): string | null {
  const referrer = c.req.header('referer');
  if (referrer !== undefined && URL.canParse(referrer)) {
    const { host, pathname, search } = new URL(referrer);
    const isOurs = host === new URL(c.req.url).host && pathname.startsWith(`${base}/`);
    const path = pathname.slice(base.length);
    if (isOurs && isPage(path)) return path + search;
  }
  for (let path = target; path.length > 1; path = path.slice(0, path.lastIndexOf('/')))
    if (isPage(path)) return path;
  return null;
}

export interface SignInAgain {
  back: string;
  /** What the person is told on the page where they sign in. */
  told: 'held.kept' | 'held.notKept';
}

/** Keeps what came with a session that is over; null when no page leads to it. */
export async function keepForSignIn(
  heldForms: HeldForms,
  c: HonoContext,
  sent: SentTooLate,
): Promise<SignInAgain | null> {
  const back = pageBehind(c, sent);
  if (back === null) return null;
  const fields = heldFields(sent.body);
  const browser = browserOf(c) ?? randomBytes(32).toString('base64url');
  const form = fields && { back, target: sent.target, fields, hadFiles: hasFiles(sent.body) };
  const isKept = form !== null && (await heldForms.hold(sent.municipality, sent.sessionToken, browser, form));
  if (isKept) {
    setCookie(c, HELD_COOKIE, browser, {
      path: sent.base || '/',
      httpOnly: true,
      sameSite: 'Lax',
      maxAge: HELD_FOR.total('seconds'),
    });
  }
  return { back, told: isKept ? 'held.kept' : 'held.notKept' };
}

/** What waits for this person on the page that they opened; nothing without the cookie, which costs no statement. */
export async function heldFor(heldForms: HeldForms, c: HonoContext, context: Context): Promise<HeldForm[]> {
  const browser = c.req.method === 'GET' ? browserOf(c) : undefined;
  return browser === undefined ? [] : heldForms.waiting(context, browser);
}

const bounded = (texts: readonly string[]): string => {
  const text = texts.map((one) => `「${one}」`).join(' ');
  return text.length <= MOST_UNPLACED_LETTERS ? text : `${text.slice(0, MOST_UNPLACED_LETTERS)}…`;
};

/**
 * The page with what was typed before the sign-in in its form, and a message that asks to check it and press again.
 * Nothing is ever sent in the person's place. It is given back once; while the page has no such form, it waits on.
 */
export async function withHeldForm(
  page: PageContext,
  waiting: readonly HeldForm[],
  render: () => Promise<string>,
  drop: (id: string) => Promise<void>,
): Promise<string> {
  const { t, flash } = page;
  const told = ({ hadFiles }: HeldForm, unplaced: readonly string[]) =>
    [
      t('held.back'),
      ...(hadFiles ? [t('held.filesAgain')] : []),
      ...(unplaced.length > 0 ? [t('held.unplaced', { texts: bounded(unplaced) })] : []),
    ].join(' ');
  const here = (address: string): string =>
    new URL(address || '?', `http://here.invalid${page.base}${page.path}`).pathname;
  for (const form of waiting) {
    const isTarget = (action: string) => here(action) === `${page.base}${form.target}`;
    const plain = fillForm(await render(), isTarget, form.fields);
    if (!plain) continue;
    page.flash = { kind: 'warning', text: told(form, plain.unplaced) };
    const filled = fillForm(await render(), isTarget, form.fields);
    await drop(form.id);
    return filled?.html ?? plain.html;
  }
  const lost = waiting.find(({ back }) => back.split('?')[0] === page.path);
  if (lost) {
    const texts = Object.entries(lost.fields).flatMap(([name, values]) =>
      name.startsWith('_') ? [] : values.filter((text) => text.trim() !== ''),
    );
    page.flash = { kind: 'warning', text: t('held.noForm', { texts: bounded(texts) }) };
  } else page.flash = flash;
  return render();
}
