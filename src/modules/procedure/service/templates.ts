import { readFile } from 'node:fs/promises';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { EntryType } from '#kernel/module.js';
import { parseReference } from '#kernel/values/reference-number.js';
import type { Procedure } from '../definition.js';
import type { Case } from '../model.js';
import { sampleCase } from '../sample-case.js';
import { caseByNumber } from '../store/cases.js';
import {
  insertTemplate,
  publishedTemplate,
  publishTemplate,
  type TemplateVersion,
  templateHeads,
  templateVersion,
  templateVersions,
} from '../store/templates.js';
import { DOCUMENT_TEMPLATES } from '../templates.js';
import type { ProcedureDeps } from './deps.js';
import { createDesk } from './desk.js';
import { renderDocument } from './documents.js';

export const TEMPLATE_ENTRIES = {
  'template.saved': { means: 'A version of a document template was saved', data: ['template', 'version'] },
  'template.published': { means: 'A document template came into use', data: ['template', 'version'] },
} as const satisfies Record<string, EntryType>;

export interface TemplateLine {
  name: string;
  /** Null: the shipped one. */
  published: number | null;
  /** Newer than what is published; null when there is none. */
  draft: number | null;
}

export interface TemplateData {
  name: string;
  /** The version shown; null: the shipped one. */
  shown: TemplateVersion | null;
  source: string;
  versions: readonly (TemplateVersion & { savedByName: string | null })[];
  /** Older versions follow after this one. */
  older: number | null;
  newest: number;
}

export type Saved = { kind: 'saved'; version: number } | { kind: 'conflict'; version: number };

const VERSIONS = 20;

/** The municipality's own templates of documents: changed, looked at with real data, then put into use. */
export function createTemplateService({ kernel, identity, definitions }: ProcedureDeps) {
  const { access, database } = kernel;
  const { visible, purposeToday, journalLook, staffId } = createDesk({ kernel });

  const shippedSource = (name: string): Promise<string> => {
    const file = DOCUMENT_TEMPLATES.get(name);
    if (!file) throw notFound(`template ${name}`);
    return readFile(file, 'utf8');
  };

  const newestOf = async (tx: Tx, name: string): Promise<number> =>
    (await templateVersions(tx, name, { limit: 1 }))[0]?.version ?? 0;

  /** The case with its procedure when this member of staff has opened it today and it uses the template. */
  async function openedCase(tx: Tx, context: Context, name: string, typed: string) {
    const number = parseReference(typed);
    const id = number.ok ? await caseByNumber(tx, number.value) : undefined;
    if (id === undefined) return null;
    const purpose = await purposeToday(tx, context, id);
    if (purpose === null) return null;
    const found = await visible(tx, context, id);
    const procedure = await definitions.at(tx, found.procedure, found.version);
    if (procedure.output.kind === 'none' || procedure.output.template !== name) return null;
    await journalLook(tx, context, found, purpose);
    return { found, procedure };
  }

  function sample(context: Context, name: string): { found: Case; procedure: Procedure } {
    const user = definitions
      .offered(context)
      .find(({ procedure: { output } }) => output.kind !== 'none' && output.template === name);
    return sampleCase(context, name, user);
  }

  return {
    list: async (context: Context): Promise<TemplateLine[]> => {
      access.requireAnywhere(context, 'template.edit');
      const heads = await database.transaction(tenantOf(context), templateHeads);
      return [...DOCUMENT_TEMPLATES.keys()].map((name) => {
        const head = heads.find((one) => one.name === name);
        const published = head?.published ?? null;
        const isAhead = head !== undefined && head.newest > (published ?? 0);
        return { name, published, draft: isAhead ? head.newest : null };
      });
    },

    /** A version to look at and go on from: the newest, or the one asked for; 0 is the shipped one. */
    open: (
      context: Context,
      name: string,
      { version, before }: { version?: number | undefined; before?: number | undefined },
    ): Promise<TemplateData> => {
      access.requireAnywhere(context, 'template.edit');
      return database.transaction(tenantOf(context), async (tx) => {
        const shipped = await shippedSource(name);
        const newest = await newestOf(tx, name);
        const wanted = version ?? newest;
        const shown = wanted === 0 ? null : await templateVersion(tx, name, wanted);
        if (shown === undefined) throw notFound(`version ${wanted} of template ${name}`);
        const page = await templateVersions(tx, name, { before, limit: VERSIONS + 1 });
        const versions = page.slice(0, VERSIONS);
        const names = await identity.staffNames(tx, [...new Set(versions.map(({ savedBy }) => savedBy))]);
        return {
          name,
          shown,
          source: shown?.source ?? shipped,
          versions: versions.map((one) => ({ ...one, savedByName: names.get(one.savedBy) ?? null })),
          older: page.length > VERSIONS ? (versions.at(-1)?.version ?? null) : null,
          newest,
        };
      });
    },

    /** Saves the next version, unless somebody else has done so since `seen` was shown. */
    save: (
      context: Context,
      name: string,
      { source, note, seen }: { source: string; note: string; seen: number },
    ): Promise<Saved> => {
      access.requireAnywhere(context, 'template.edit');
      return database.transaction(tenantOf(context), async (tx) => {
        await shippedSource(name);
        const version = seen + 1;
        const now = context.clock.now();
        const draft = { name, version, source, note, savedAt: now, savedBy: staffId(context) };
        if ((await newestOf(tx, name)) !== seen || !(await insertTemplate(tx, draft))) {
          return { kind: 'conflict', version: await newestOf(tx, name) };
        }
        await append(tx, context, {
          type: 'template.saved',
          subject: `template/${name}`,
          data: { template: name, version },
        });
        return { kind: 'saved', version };
      });
    },

    publish: (context: Context, name: string, version: number): Promise<void> => {
      access.requireAnywhere(context, 'template.edit');
      return database.transaction(tenantOf(context), async (tx) => {
        if (!(await publishTemplate(tx, name, version, context.clock.now())))
          throw new AppError('notAllowedNow', `version ${version} of ${name} is not a draft`);
        await append(tx, context, {
          type: 'template.published',
          subject: `template/${name}`,
          data: { template: name, version },
        });
      });
    },

    /** The document of a definition that is being written, with made-up content, as the template in use sets it. */
    specimen: async (context: Context, procedure: Procedure): Promise<Uint8Array> => {
      const { output } = procedure;
      invariant(output.kind !== 'none', 'only a procedure that gives something out has a document');
      const template = await database.transaction(tenantOf(context), (tx) =>
        publishedTemplate(tx, output.template),
      );
      const made = sampleCase(context, output.template, { procedure, version: '0' });
      const { pdf } = await renderDocument(kernel, context, made.found, procedure, {
        number: null,
        template,
      });
      return pdf;
    },

    /** The document as this source sets it: for a case opened today, or for made-up content. Null: no such case. */
    preview: async (
      context: Context,
      name: string,
      source: string,
      caseNumber: string,
    ): Promise<Uint8Array | null> => {
      access.requireAnywhere(context, 'template.edit');
      await shippedSource(name);
      const ready =
        caseNumber.trim() === ''
          ? sample(context, name)
          : await database.transaction(tenantOf(context), (tx) => openedCase(tx, context, name, caseNumber));
      if (!ready) return null;
      const template = {
        name,
        version: 0,
        source,
        note: '',
        savedBy: '',
        savedAt: context.clock.now(),
        publishedAt: null,
      };
      const { pdf } = await renderDocument(kernel, context, ready.found, ready.procedure, {
        number: null,
        template,
      });
      return pdf;
    },
  };
}
export type TemplateService = ReturnType<typeof createTemplateService>;
