import { z } from 'zod';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import { KEY_DAYS } from '../model/api-key.js';
import type { PartnerKeyService } from '../service/partner-keys.js';
import { PARTNER_NAME_LIMIT, PartnerKeysPage } from '../views/partner-keys-page.js';

const Params = z.object({ key: z.uuid() });

const texts = (body: FormBody, name: string): string[] =>
  [Object.hasOwn(body, name) ? (body[name] ?? []) : []].flat();

/** Staff make keys for the programs of organisations and take them back. */
export function partnerKeyRoutes(keys: PartnerKeyService): RouteDefinition[] {
  return [
    route({
      method: 'get',
      path: '/staff/partner-keys',
      permission: 'key.manage',
      journal: 'none',
      input: {},
      handle: async ({ context, page, html }) =>
        html(
          <PartnerKeysPage
            page={page}
            keys={await keys.list(context)}
            procedures={keys.procedures(context)}
            now={context.clock.now()}
          />,
        ),
    }),
    route({
      method: 'post',
      path: '/staff/partner-keys',
      permission: 'key.manage',
      journal: ['identity.partnerKeyMade'],
      input: { form: FormBody },
      handle: async ({ context, page, body, html }) => {
        const { t } = page;
        const name = (texts(body, 'name')[0] ?? '').trim();
        const typedDays = texts(body, 'days')[0] ?? '';
        const days = KEY_DAYS.find((one) => String(one) === typedDays);
        const offered = keys.procedures(context);
        const typedProcedures = texts(body, 'procedures');
        const wanted = offered.map(({ id }) => id).filter((id) => typedProcedures.includes(id));
        const errors = {
          ...(name === '' && { name: t('partnerKeys.nameMissing') }),
          ...(name.length > PARTNER_NAME_LIMIT && {
            name: t('partnerKeys.nameTooLong', { max: PARTNER_NAME_LIMIT }),
          }),
          ...(wanted.length === 0 && { procedures: t('partnerKeys.proceduresMissing') }),
          ...(!days && { days: t('apiKeys.daysMissing') }),
        };
        const isRight = days !== undefined && Object.keys(errors).length === 0;
        const made = isRight ? await keys.make(context, { name, procedures: wanted, days }) : undefined;
        const shown = {
          page,
          keys: await keys.list(context),
          procedures: offered,
          now: context.clock.now(),
        };
        if (made !== undefined) return html(<PartnerKeysPage {...shown} made={made} />);
        const typed = { name, days: typedDays, procedures: wanted };
        return html(<PartnerKeysPage {...shown} typed={typed} errors={errors} />, 422);
      },
    }),
    route({
      method: 'post',
      path: '/staff/partner-keys/:key/revoke',
      permission: 'key.manage',
      journal: ['identity.partnerKeyRevoked'],
      input: { params: Params },
      handle: async ({ context, params, redirect }) => {
        await keys.revoke(context, params.key);
        return redirect('/staff/partner-keys', { kind: 'success', key: 'apiKeys.revoked' });
      },
    }),
  ];
}
