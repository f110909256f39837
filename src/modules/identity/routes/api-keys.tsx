import { z } from 'zod';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import { KEY_DAYS } from '../model/api-key.js';
import type { ApiKeyService } from '../service/api-keys.js';
import { ApiKeysPage, LABEL_LIMIT } from '../views/api-keys-page.js';

const Params = z.object({ key: z.uuid() });
const NewKey = z.object({ label: z.string().max(500).default(''), days: z.string().max(10).default('') });

/** A person makes keys for their own programs and takes them back. */
export function apiKeyRoutes(keys: ApiKeyService): RouteDefinition[] {
  return [
    route({
      method: 'get',
      path: '/my/api-keys',
      permission: 'case.submit',
      journal: 'none',
      input: {},
      handle: async ({ context, page, html }) =>
        html(<ApiKeysPage page={page} keys={await keys.list(context)} now={context.clock.now()} />),
    }),
    route({
      method: 'post',
      path: '/my/api-keys',
      permission: 'case.submit',
      journal: ['identity.keyMade'],
      input: { form: NewKey },
      handle: async ({ context, page, body, html }) => {
        const { t } = page;
        const label = body.label.trim();
        const days = KEY_DAYS.find((one) => String(one) === body.days);
        const errors = {
          ...(label === '' && { label: t('apiKeys.labelMissing') }),
          ...(label.length > LABEL_LIMIT && { label: t('apiKeys.labelTooLong', { max: LABEL_LIMIT }) }),
          ...(!days && { days: t('apiKeys.daysMissing') }),
        };
        const isRight = days !== undefined && Object.keys(errors).length === 0;
        const made = isRight ? await keys.make(context, label, days) : undefined;
        const list = await keys.list(context);
        const now = context.clock.now();
        if (typeof made === 'string')
          return html(<ApiKeysPage page={page} keys={list} now={now} made={made} />);
        const typed = { label: body.label, days: body.days };
        const tooMany = made === null ? { label: t('apiKeys.tooMany') } : {};
        return html(
          <ApiKeysPage page={page} keys={list} now={now} typed={typed} errors={{ ...errors, ...tooMany }} />,
          422,
        );
      },
    }),
    route({
      method: 'post',
      path: '/my/api-keys/:key/revoke',
      permission: 'case.submit',
      journal: ['identity.keyRevoked'],
      input: { params: Params },
      handle: async ({ context, params, redirect }) => {
        await keys.revoke(context, params.key);
        return redirect('/my/api-keys', { kind: 'success', key: 'apiKeys.revoked' });
      },
    }),
  ];
}
