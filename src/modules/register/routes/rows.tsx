import { z } from 'zod';
import { isQuestion } from '#forms/fields/field.js';
import type { FieldError } from '#forms/fields/field-type.js';
import { errorText } from '#forms/fields/field-type.js';
import { withTowns } from '#forms/fields/postalAddress/look-up.js';
import { rawAnswers, readPage } from '#forms/page-reading.js';
import { sentForm, withFileErrors } from '#forms/uploads.js';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import { FormBody, type RouteDefinition, type RouteRequest, route, UploadBody } from '#kernel/http/route.js';
import { localize } from '#kernel/i18n/locales.js';
import { readTimePlace } from '#kernel/values/list-place.js';
import { readPlainDate } from '#kernel/values/plain-date.js';
import type { GeometryKind } from '../definition.js';
import { COUNTED } from '../entries.js';
import { Geometry, pointAt } from '../geometry.js';
import { judgePlace, PLACE, placeFaults, type RowFault } from '../judge.js';
import type { KeptRegister, Row } from '../model.js';
import { partOfForm, ROW_PAGE } from '../row-form.js';
import type { RegisterServices } from '../services.js';
import { RowFormPage, type RowFormPageProps, type TypedPlace } from '../views/row-form-page.js';
import { RowPage, type RowPageProps } from '../views/row-page.js';
import { RegisterParams, RowParams } from './lists.js';

/** The largest file that a field takes, and room for some of them. */
const ROW_WITH_FILES = { maxFileBytes: 50 * 1024 * 1024, maxBytes: 300 * 1024 * 1024 } as const;
/** A new row for a place that was drawn or seen on the map: GeoJSON, and the view as zoom/latitude/longitude. */
const NewQuery = z.object({
  place: z.string().max(12_000).default('').catch(''),
  at: z
    .string()
    .regex(/^[\d.]{1,9}(\/-?[\d.]{1,12}){2}$/)
    .nullable()
    .default(null)
    .catch(null),
});
const LookQuery = z.object({
  day: z.string().max(20).optional().catch(undefined),
  after: z.string().max(100).optional().catch(undefined),
});

const textIn = (body: FormBody | UploadBody, name: string): string => {
  const value = Object.hasOwn(body, name) ? [body[name]].flat()[0] : undefined;
  return typeof value === 'string' ? value.trim() : '';
};
const versionIn = (body: FormBody | UploadBody): number => {
  const text = textIn(body, 'version');
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
};
const whyIn = (body: FormBody | UploadBody): string | null => textIn(body, 'why').slice(0, 500) || null;

const placeTyped = (body: FormBody | UploadBody): TypedPlace => ({
  lat: textIn(body, 'place.lat'),
  lon: textIn(body, 'place.lon'),
  geojson: textIn(body, 'place.geojson'),
});
const placeOf = (geometry: Geometry | null): TypedPlace =>
  geometry?.type === 'Point'
    ? { lat: String(geometry.coordinates[1]), lon: String(geometry.coordinates[0]), geojson: '' }
    : { lat: '', lon: '', geojson: geometry ? JSON.stringify(geometry) : '' };

const PAIR = /^(-?[\d.]+), *(-?[\d.]+)$/;

/** What is handed on as GeoJSON, or as latitude and longitude; whatever else it is waits in a control of the form. */
function placeHandedOn(text: string, kinds: readonly GeometryKind[]): TypedPlace {
  if (text === '') return placeOf(null);
  const hasPoints = kinds.includes('point');
  const read = Geometry.safeParse(parsed(text));
  if (read.success && (hasPoints || read.data.type !== 'Point')) {
    const place = placeOf(read.data);
    if (place.geojson === '' || kinds.some((kind) => kind !== 'point')) return place;
  }
  const [, lat, lon] = PAIR.exec(text) ?? [];
  if (hasPoints && lat !== undefined && lon !== undefined) return { lat, lon, geojson: '' };
  return hasPoints && kinds.length === 1
    ? { lat: text, lon: '', geojson: '' }
    : { lat: '', lon: '', geojson: text };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return 'unreadable';
  }
}

/** What was typed as GeoJSON; text that is none stays text, which is refused in words. */
function geometryOf({ lat, lon, geojson }: TypedPlace): unknown {
  const [north, east] = [lat.normalize('NFKC'), lon.normalize('NFKC')];
  if (north !== '' && east !== '') return pointAt(Number(north), Number(east));
  if (north !== '' || east !== '') return 'unreadable';
  if (geojson === '') return null;
  return parsed(geojson);
}

/** Rows one by one. */
export function rowRoutes({ reading, rows, files, related, relations }: RegisterServices): RouteDefinition[] {
  const { rights } = reading;

  /** The fields that somebody may change, as a form. */
  const formFor = (context: Context, kept: KeptRegister) =>
    partOfForm(kept.register, (field) => rights.changes(context, kept, field));

  async function formPage(
    { context, page, html }: Pick<RouteRequest<unknown, unknown, unknown>, 'context' | 'page' | 'html'>,
    kept: KeptRegister,
    row: RowFormPageProps['row'],
    typed: Pick<RowFormPageProps, 'raw' | 'errors' | 'place' | 'why'> & {
      at?: string | null;
      faults?: readonly RowFault[];
      isConflict?: boolean;
    },
  ) {
    const form = formFor(context, kept);
    const errors: Record<string, readonly FieldError[]> = { ...typed.errors };
    for (const { field, error } of typed.faults ?? []) errors[field] = [...(errors[field] ?? []), error];
    const place = errors[PLACE]
      ?.map((error) => errorText(error, page.t('register.row.place'), page.t))
      .join(' ');
    return html(
      <RowFormPage
        page={page}
        kept={kept}
        row={row}
        fields={form.pages.flatMap(({ fields }) => fields)}
        raw={typed.raw}
        errors={errors}
        place={typed.place}
        placeError={place}
        at={typed.at ?? null}
        why={typed.why}
        isConflict={typed.isConflict ?? false}
      />,
      // A button of a field brings the page back with nothing wrong.
      typed.isConflict || Object.keys(errors).length > 0 ? 422 : 200,
    );
  }

  /** The page of a row, also with what stands against putting it out of use or back. */
  async function rowPage(
    {
      context,
      page,
      params,
      html,
    }: Pick<
      RouteRequest<z.infer<typeof RowParams>, unknown, unknown>,
      'context' | 'page' | 'params' | 'html'
    >,
    query: z.infer<typeof LookQuery>,
    typed?: RowPageProps['typed'],
  ) {
    const opened = await reading.open(context, params.register, params.row);
    const day = query.day ? readPlainDate(query.day.replaceAll('/', '-')) : null;
    const errors: Record<string, string> = query.day && !day ? { day: page.t('registers.badDay') } : {};
    const past = day && {
      day: day.toString(),
      version: await reading.asOf(context, params.register, params.row, day),
    };
    const after = readTimePlace(query.after);
    const visible = opened.kept.register.fields.filter((field) => rights.sees(context, opened.kept, field));
    return html(
      <RowPage
        {...opened}
        page={page}
        staff={opened.names}
        visible={new Set(visible.map(({ ask }) => ask.id))}
        names={await related.names(context, params.register, [opened.row])}
        naming={await related.naming(context, opened.row)}
        things={await relations.about(context, opened.row, after)}
        isFirst={after === undefined}
        past={past}
        errors={errors}
        typed={typed}
      />,
      typed || (query.day && !day) ? 422 : 200,
    );
  }

  /** Reads what was sent; null: the page has to come again. */
  async function read(context: Context, kept: KeptRegister, before: Row | null, body: UploadBody) {
    const form = formFor(context, kept);
    const fields = form.pages.flatMap((page) => page.fields);
    const { sent: received, errors } = await files.receive(context, kept, before, fields, sentForm(body));
    const sent = await withTowns(received, (code) => rows.townsOf(context, code));
    const read = readPage(form, ROW_PAGE, sent, before?.values ?? {}, { today: today(context.clock) });
    const reading = withFileErrors(read, errors);
    const ids = fields.filter(isQuestion).map(({ id }) => id);
    const values = Object.fromEntries(ids.map((id) => [id, reading.answers[id] ?? null]));
    const place = placeTyped(body);
    return { reading, values, place, geometry: kept.register.place ? geometryOf(place) : undefined };
  }

  return [
    route({
      method: 'get',
      path: '/staff/registers/:register/new',
      permission: 'register.edit',
      journal: 'none',
      input: { params: RegisterParams, query: NewQuery },
      handle: (request) => {
        const kept = rights.keptFor(request.context, request.params.register, 'register.edit');
        const place = placeHandedOn(request.query.place, kept.register.place?.kinds ?? []);
        // What was handed on is judged at once: nobody fills in a form for a place that will be refused.
        const { fault } = judgePlace(kept, geometryOf(place), null);
        return formPage(request, kept, null, {
          raw: {},
          errors: {},
          place,
          at: request.query.at,
          why: '',
          faults: request.query.place !== '' && fault ? [fault] : [],
        });
      },
    }),
    route({
      method: 'post',
      path: '/staff/registers/:register/new',
      permission: 'register.edit',
      journal: ['register.rowCreated', ...COUNTED],
      input: { params: RegisterParams, upload: UploadBody, ...ROW_WITH_FILES },
      handle: async (request) => {
        const { context, params, body, redirect } = request;
        const kept = rights.keptFor(context, params.register, 'register.edit');
        const { reading: typed, values, place, geometry } = await read(context, kept, null, body);
        const again = (faults: readonly RowFault[]) =>
          formPage(request, kept, null, {
            raw: typed.raw,
            errors: typed.errors,
            place,
            why: '',
            faults,
          });
        if (!typed.isComplete) return again(placeFaults(kept, null, geometry, typed));
        const saved = await rows.create(context, params.register, { values, geometry });
        if (!saved.ok) return again(saved.faults);
        return redirect(`/staff/registers/${params.register}/rows/${saved.id}`, {
          kind: saved.isOutside ? 'warning' : 'success',
          key: saved.isOutside ? 'register.form.savedOutside' : 'register.form.saved',
        });
      },
    }),
    route({
      method: 'get',
      path: '/staff/registers/:register/rows/:row',
      permission: 'register.read',
      journal: ['register.rowViewed'],
      input: { params: RowParams, query: LookQuery },
      handle: (request) => rowPage(request, request.query),
    }),
    route({
      method: 'get',
      path: '/staff/registers/:register/rows/:row/edit',
      permission: 'register.edit',
      journal: ['register.rowViewed'],
      input: { params: RowParams },
      handle: async (request) => {
        const { context, params } = request;
        const kept = rights.keptFor(context, params.register, 'register.edit');
        const { row } = await reading.open(context, params.register, params.row);
        const form = formFor(context, kept);
        const fields = form.pages.flatMap(({ fields: all }) => all);
        return formPage(request, kept, row, {
          raw: rawAnswers(form, fields, row.values),
          errors: {},
          place: placeOf(row.geometry),
          why: '',
        });
      },
    }),
    route({
      method: 'post',
      path: '/staff/registers/:register/rows/:row/edit',
      permission: 'register.edit',
      journal: ['register.rowChanged', 'register.rowViewed', ...COUNTED],
      input: { params: RowParams, upload: UploadBody, ...ROW_WITH_FILES },
      handle: async (request) => {
        const { context, params, body, redirect } = request;
        const kept = rights.keptFor(context, params.register, 'register.edit');
        const { row } = await reading.open(context, params.register, params.row);
        const { reading: typed, values, place, geometry } = await read(context, kept, row, body);
        const again = (more: { faults?: readonly RowFault[]; isConflict?: boolean }) =>
          formPage(request, kept, row, {
            raw: typed.raw,
            errors: typed.errors,
            place,
            why: whyIn(body) ?? '',
            ...more,
          });
        if (!typed.isComplete) return again({ faults: placeFaults(kept, row, geometry, typed) });
        try {
          const version = versionIn(body);
          const saved = await rows.change(context, params.register, params.row, {
            version,
            values,
            geometry,
            why: whyIn(body),
          });
          if (!saved.ok) return again({ faults: saved.faults });
          return redirect(`/staff/registers/${params.register}/rows/${params.row}`, {
            kind: saved.isOutside ? 'warning' : 'success',
            key: saved.isOutside ? 'register.form.savedOutside' : 'register.form.saved',
          });
        } catch (error) {
          // Everything typed stays; the page now holds the version that it was shown beside.
          if (error instanceof AppError && error.code === 'conflict') return again({ isConflict: true });
          throw error;
        }
      },
    }),
    ...(['retire', 'restore'] as const).map((what) =>
      route({
        method: 'post',
        path: `/staff/registers/:register/rows/:row/${what}`,
        permission: 'register.edit',
        journal: [
          what === 'retire' ? 'register.rowRetired' : 'register.rowRestored',
          'register.rowViewed',
          ...COUNTED,
        ],
        input: { params: RowParams, form: FormBody },
        handle: async (request) => {
          const { context, page, params, body, redirect } = request;
          const how = { version: versionIn(body), why: whyIn(body) };
          const again = (error: string) => rowPage(request, {}, { why: how.why ?? '', error });
          try {
            const done = await rows[what](context, params.register, params.row, how);
            if (!done.ok) {
              const names = done.usedBy.map(({ register }) => {
                const kept = rights.seen(context).find((one) => one.register.id === register);
                return kept ? localize(kept.register.title, page.t.locale) : register;
              });
              return again(page.t('register.row.usedBy', { names: names.join('・') }));
            }
          } catch (error) {
            if (error instanceof AppError && error.code === 'conflict')
              return again(page.t('register.form.conflict'));
            throw error;
          }
          return redirect(`/staff/registers/${params.register}/rows/${params.row}`, {
            kind: 'success',
            key: what === 'retire' ? 'register.row.retired' : 'register.row.restored',
          });
        },
      }),
    ),
  ];
}
