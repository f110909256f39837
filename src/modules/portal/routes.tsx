import { z } from 'zod';
import { type OpenApiSource, openApi } from '#kernel/http/openapi.js';
import { Preferences, readPreferences, writePreferences } from '#kernel/http/preferences.js';
import { localPath, type RouteDefinition, route } from '#kernel/http/route.js';
import { localize } from '#kernel/i18n/locales.js';
import { themeCss } from '#ui/theme.js';
import type { PortalService } from './service.js';
import { HomePage } from './views/home.js';
import { AccessibilityPage, PrivacyPage } from './views/statements.js';

/** One preference at a time, as the links of the header set it. */
const PreferenceChange = z.object({
  lang: Preferences.shape.locale.optional(),
  textSize: Preferences.shape.textSize.optional(),
  furigana: z.enum(['on', 'off']).optional(),
  back: z.string().optional(),
});

export const portalRoutes = (service: PortalService, api: OpenApiSource): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/',
    permission: 'public',
    journal: 'none',
    input: {},
    cache: 'public',
    handle: async ({ context, page, html }) =>
      html(<HomePage page={page} data={await service.home(context, page.t.locale)} />),
  }),
  route({
    method: 'get',
    path: '',
    permission: 'public',
    journal: 'none',
    input: {},
    handle: ({ redirect }) => redirect('/'),
  }),
  route({
    method: 'get',
    path: '/preferences',
    permission: 'public',
    journal: 'none',
    input: { query: PreferenceChange },
    handle: ({ query, hono, page, redirect }) => {
      const present = readPreferences(hono);
      writePreferences(hono, {
        locale: query.lang ?? present.locale,
        textSize: query.textSize ?? present.textSize,
        furigana: query.furigana === undefined ? present.furigana : query.furigana === 'on',
      });
      return redirect(localPath(query.back, page.base));
    },
  }),
  route({
    method: 'get',
    path: '/theme.css',
    permission: 'public',
    journal: 'none',
    input: {},
    cache: 'public',
    handle: ({ page, file }) => file(themeCss(page.city.accent), 'text/css; charset=utf-8'),
  }),
  route({
    method: 'get',
    path: '/accessibility',
    permission: 'public',
    journal: 'none',
    input: {},
    cache: 'public',
    handle: ({ page, html }) => html(<AccessibilityPage page={page} />),
  }),
  route({
    method: 'get',
    path: '/privacy',
    permission: 'public',
    journal: 'none',
    input: {},
    cache: 'public',
    handle: ({ page, html }) => html(<PrivacyPage page={page} />),
  }),
  route({
    method: 'get',
    path: '/api/openapi.json',
    permission: 'public',
    journal: 'none',
    input: {},
    cache: 'public',
    handle: ({ context, page, json }) =>
      json(openApi(`${localize(context.municipality.name, 'ja')} API`, page.base, api())),
  }),
];
