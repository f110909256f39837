import { z } from 'zod';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import type { DecisionService } from '../service.js';
import { DelegationsPage } from '../views/delegations-page.js';
import { inWords, PATH, text } from './input.js';

const HERE = `${PATH}/delegations`;

export function delegationRoutes({ delegating }: DecisionService): RouteDefinition[] {
  return [
    route({
      method: 'get',
      path: HERE,
      permission: 'decision.take',
      journal: 'none',
      input: {},
      handle: async ({ context, page, html }) =>
        html(<DelegationsPage page={page} delegations={await delegating.delegations(context)} />),
    }),
    route({
      method: 'post',
      path: HERE,
      permission: 'decision.take',
      journal: ['decision.delegated'],
      input: { form: z.object({ who: text, firstDay: text, lastDay: text }) },
      handle: async ({ context, page, body, html, redirect }) => {
        const faults = await delegating.delegate(context, body);
        if (!faults) return redirect(HERE, { kind: 'success', key: 'decision.delegation.made' });
        const delegations = await delegating.delegations(context);
        const errors = inWords(page.t, faults);
        return html(
          <DelegationsPage page={page} delegations={delegations} typed={body} errors={errors} />,
          422,
        );
      },
    }),
    route({
      method: 'post',
      path: `${HERE}/:delegation/end`,
      permission: 'decision.take',
      journal: ['decision.delegationEnded'],
      input: { params: z.object({ delegation: z.uuid() }) },
      handle: async ({ context, params, redirect }) => {
        await delegating.endDelegation(context, params.delegation);
        return redirect(HERE, { kind: 'success', key: 'decision.delegation.ended' });
      },
    }),
  ];
}
