import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { PageContext } from '#kernel/http/page.js';
import { type RouteDefinition, route, UploadBody } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { isTooShort } from '#kernel/search-pairs.js';
import { characterCount } from '#kernel/values/japanese-text.js';
import { placeText, readTimePlace } from '#kernel/values/list-place.js';
import { DIRECTIONS, DOCUMENT_STATES } from '../model.js';
import { wordsOf } from '../search-terms.js';
import { staffId, unitName } from '../service/deps.js';
import type { RecordsServices } from '../services.js';
import type { Typed } from '../typed.js';
import { ListPage } from '../views/list-page.js';
import { ReceiptPage } from '../views/receipt-page.js';
import { recentYears, unitChoices } from './choices.js';
import { numberIn, textOf } from './input.js';
import { readReceipt } from './receipt-input.js';
import { PAGE_WITH_FILES, type ReadFiles, readFiles } from './uploads.js';

/** Choices that do not fit are left out, as if the address did not have them; what was typed is kept. */
const ListQuery = z.object({
  q: z.string().trim().catch(''),
  number: z.string().trim().catch(''),
  unit: z.string().max(100).catch(''),
  year: z
    .string()
    .regex(/^\d{4}$|^$/)
    .catch(''),
  state: z.enum([...DOCUMENT_STATES, '']).catch(''),
  direction: z.enum([...DIRECTIONS, '']).catch(''),
  person: z.union([z.uuid(), z.literal('')]).catch(''),
  after: z.string().max(100).optional().catch(undefined),
});

const LONGEST_SEARCH = 100;

/** The register, and what is written into it. */
export function registerRoutes(kernel: Kernel, { desk, rulesOf }: RecordsServices): RouteDefinition[] {
  const { access } = kernel;

  const receiptPage = async (
    context: Context,
    page: PageContext,
    typed: Typed,
    key: string,
    came?: ReadFiles,
  ) => (
    <ReceiptPage
      page={page}
      rules={rulesOf(context)}
      units={unitChoices(kernel, context, 'records.keep')}
      people={await desk.colleagues(context)}
      typed={typed}
      intakeKey={key}
      {...(came && { came })}
    />
  );

  return [
    route({
      method: 'get',
      path: '/staff/records',
      permission: 'records.read',
      journal: 'none',
      input: { query: ListQuery },
      handle: async ({ context, page, query, html }) => {
        const { after, ...filter } = query;
        const words = wordsOf(filter.q);
        const number = filter.number === '' ? undefined : numberIn(filter.number);
        const errors = {
          ...(characterCount(filter.q) > LONGEST_SEARCH && {
            q: page.t('records.list.tooLong', { limit: LONGEST_SEARCH }),
          }),
          ...(words.some(isTooShort) && { q: page.t('records.list.tooShort') }),
          ...(number === null && { number: page.t('records.list.numberWrong') }),
        };
        const isWrong = Object.keys(errors).length > 0;
        const { items, next, names } = isWrong
          ? { items: [], next: null, names: new Map<string, string>() }
          : await desk.list(context, {
              text: filter.q,
              unit: filter.unit || undefined,
              fiscalYear: filter.year === '' ? undefined : Number(filter.year),
              states: filter.state === '' ? undefined : [filter.state],
              direction: filter.direction || undefined,
              inCharge: filter.person || undefined,
              ...number,
              after: readTimePlace(after),
            });
        const nextQuery = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));
        if (next) nextQuery.set('after', placeText(next.at, next.id));
        return html(
          <ListPage
            page={page}
            items={items}
            names={names}
            filter={filter}
            errors={errors}
            units={unitChoices(kernel, context, 'records.read')}
            years={recentYears(context)}
            people={await desk.colleagues(context)}
            unitOf={(unit) => unitName(context, unit)}
            rules={rulesOf(context)}
            nextHref={next ? `${page.base}/staff/records?${nextQuery}` : undefined}
            isFirst={after === undefined}
            mayKeep={access.canAnywhere(context, 'records.keep')}
            maySeal={access.canAnywhere(context, 'records.seal')}
          />,
          isWrong ? 422 : 200,
        );
      },
    }),
    route({
      method: 'get',
      path: '/staff/records/new',
      permission: 'records.keep',
      journal: 'none',
      input: {},
      handle: async ({ context, page, html }) => {
        const [unit] = unitChoices(kernel, context, 'records.keep');
        const values = {
          direction: 'received',
          receivedOn: today(context.clock).toString(),
          unit: unit?.value ?? '',
          inCharge: staffId(context),
          grade: 'open',
        };
        return html(await receiptPage(context, page, { values, errors: {} }, randomUUID()));
      },
    }),
    route({
      method: 'post',
      path: '/staff/records/new',
      permission: 'records.keep',
      journal: ['document.registered', 'document.versionAdded'],
      input: { upload: UploadBody, ...PAGE_WITH_FILES },
      handle: async ({ context, page, body, html, redirect }) => {
        const came = await readFiles(kernel, context, body);
        const key = z.uuid().safeParse(textOf(body, 'key')).data ?? randomUUID();
        const { receipt, errors } = readReceipt(page.t, body, {
          rules: rulesOf(context),
          units: unitChoices(kernel, context, 'records.keep'),
          people: await desk.colleagues(context),
          day: today(context.clock),
        });
        if (!receipt || came.errors.length > 0) {
          const values = Object.fromEntries(Object.keys(body).map((name) => [name, textOf(body, name)]));
          return html(await receiptPage(context, page, { values, errors }, key, came), 422);
        }
        const { id } = await desk.register(context, {
          ...receipt,
          intakeKey: `staff/${staffId(context)}/${key}`,
          files: { from: came.holder, ids: came.ids },
        });
        return redirect(`/staff/records/documents/${id}`, { kind: 'success', key: 'records.receive.done' });
      },
    }),
  ];
}
