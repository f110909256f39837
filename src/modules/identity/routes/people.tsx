import { z } from 'zod';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { AppError, type FieldErrors } from '#kernel/errors.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { Kernel } from '#kernel/kernel.js';
import { readTerms } from '../model/staff.js';
import { providersOf } from '../providers.js';
import {
  grant,
  listStaff,
  readStaffMember,
  registerStaff,
  revoke,
  setStaffActive,
} from '../service/registry.js';
import { NewStaffPage } from '../views/new-staff-page.js';
import { PeoplePage } from '../views/people-page.js';
import { PersonPage } from '../views/person-page.js';
import type { FieldWords, RegistryWords } from '../views/registry-words.js';

const PAGE = 50;
const PERMISSION = 'staff.manage';

const ListQuery = z.object({ afterName: z.string().optional(), afterId: z.uuid().optional() });
const Person = z.object({ person: z.uuid() });
const Text = z.string().optional();
const NewStaff = z.object({ name: Text, issuer: Text, subject: Text });
const NewGrant = z.object({ role: Text, unit: Text, from: Text, to: Text });

/** Faults of the fields in words; anything else that was thrown goes on. */
function faultWords(error: unknown, t: Translator): FieldWords {
  if (!(error instanceof AppError) || error.code !== 'invalidInput') throw error;
  return inWords(error.fields, t);
}
const inWords = (faults: FieldErrors, t: Translator): FieldWords =>
  Object.fromEntries(Object.entries(faults).map(([field, key]) => [field, t(key as MessageKey)]));

export function peopleRoutes(kernel: Kernel): RouteDefinition[] {
  const { access, config } = kernel;
  const words = ({ municipality, clock }: Context): RegistryWords => ({
    roles: access.staffRoles.map((role) => ({ value: role, label: access.titleOf(role) })),
    units: municipality.units.map((unit) => ({
      value: unit.id,
      label: unit.name,
      isOver: unit.to !== undefined && unit.to < today(clock).toString(),
    })),
  });
  const issuer = providersOf(config).staff?.issuer;

  return [
    route({
      method: 'get',
      path: '/staff/people',
      permission: PERMISSION,
      journal: 'none',
      input: { query: ListQuery },
      handle: async ({ context, html, page, query: { afterId, afterName } }) => {
        const after =
          afterId !== undefined && afterName !== undefined ? { id: afterId, name: afterName } : null;
        const { members, next, total } = await listStaff(kernel, context, { after, limit: PAGE });
        const nextQuery = next && new URLSearchParams({ afterName: next.name, afterId: next.id });
        const nextHref = nextQuery ? `${page.base}/staff/people?${nextQuery}` : undefined;
        return html(
          <PeoplePage
            page={page}
            words={words(context)}
            people={members}
            total={total}
            nextHref={nextHref}
          />,
        );
      },
    }),
    route({
      method: 'get',
      path: '/staff/people/new',
      permission: PERMISSION,
      journal: 'none',
      input: {},
      handle: ({ html, page }) => html(<NewStaffPage page={page} values={{ issuer }} errors={{}} />),
    }),
    route({
      method: 'post',
      path: '/staff/people',
      permission: PERMISSION,
      journal: ['identity.staffRegistered'],
      input: { form: NewStaff },
      handle: async ({ body, context, html, page, redirect }) => {
        try {
          const { name = '', issuer: from = '', subject = '' } = body;
          const { id, isNew } = await registerStaff(kernel, context, { name, issuer: from, subject });
          return redirect(
            `/staff/people/${id}`,
            isNew
              ? { kind: 'success', key: 'staff.people.registered' }
              : { kind: 'info', key: 'staff.people.knownBefore' },
          );
        } catch (error) {
          return html(<NewStaffPage page={page} values={body} errors={faultWords(error, page.t)} />, 422);
        }
      },
    }),
    route({
      method: 'get',
      path: '/staff/people/:person',
      permission: PERMISSION,
      journal: 'none',
      input: { params: Person },
      handle: async ({ context, html, page, params }) => {
        const person = await readStaffMember(kernel, context, params.person);
        const date = today(context.clock);
        return html(
          <PersonPage
            page={page}
            words={words(context)}
            person={person}
            date={date}
            values={{}}
            errors={{}}
          />,
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/people/:person/grants',
      permission: PERMISSION,
      journal: ['identity.granted'],
      input: { params: Person, form: NewGrant },
      handle: async ({ body, context, html, page, params, redirect }) => {
        const date = today(context.clock);
        const again = async (errors: FieldWords) => {
          const person = await readStaffMember(kernel, context, params.person);
          return html(
            <PersonPage
              page={page}
              words={words(context)}
              person={person}
              date={date}
              values={body}
              errors={errors}
            />,
            422,
          );
        };
        const { faults, terms } = readTerms(body, date);
        if (Object.keys(faults).length > 0) return again(inWords(faults, page.t));
        try {
          const { isNew } = await grant(kernel, context, params.person, terms);
          return redirect(
            `/staff/people/${params.person}`,
            isNew
              ? { kind: 'success', key: 'staff.people.granted' }
              : { kind: 'info', key: 'staff.people.grantedBefore' },
          );
        } catch (error) {
          return again(faultWords(error, page.t));
        }
      },
    }),
    route({
      method: 'post',
      path: '/staff/people/:person/grants/:grant/revoke',
      permission: PERMISSION,
      journal: ['identity.revoked'],
      input: { params: Person.extend({ grant: z.uuid() }) },
      handle: async ({ context, params, redirect }) => {
        await revoke(kernel, context, params.person, params.grant);
        return redirect(`/staff/people/${params.person}`, { kind: 'success', key: 'staff.people.revoked' });
      },
    }),
    route({
      method: 'post',
      path: '/staff/people/:person/active',
      permission: PERMISSION,
      journal: ['identity.staffSuspended', 'identity.staffResumed'],
      input: { params: Person, form: z.object({ active: z.enum(['yes', 'no']) }) },
      handle: async ({ body, context, params, redirect }) => {
        const active = body.active === 'yes';
        await setStaffActive(kernel, context, params.person, active);
        return redirect(`/staff/people/${params.person}`, {
          kind: 'success',
          key: active ? 'staff.people.resumedDone' : 'staff.people.suspendedDone',
        });
      },
    }),
  ];
}
