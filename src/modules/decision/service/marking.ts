import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { PagePicture, PagePlace } from '#kernel/documents/pdf-pages.js';
import { notFound } from '#kernel/errors.js';
import type { StoredFile } from '#kernel/files/files.js';
import type { Draft } from '../model/draft.js';
import { type Mark, type MarkThread, threadsOf } from '../model/mark.js';
import { insertMark, marksOf } from '../store/marks.js';
import { type DecisionDeps, type Desk, holderOf, personTitle } from './deps.js';

export type NamedMark = Mark & { name: string };

/** One page of an attached PDF with what stands on it. */
export interface MarkedPage {
  draft: Draft;
  file: StoredFile;
  page: number;
  picture: PagePicture;
  threads: MarkThread<NamedMark>[];
  /** Pages of the file that have marks. */
  markedPages: number[];
  mayMark: boolean;
}

/** What somebody writes: at a place, or as the answer to a mark. */
export type Written = { words: string } & (
  | { place: PagePlace; answers: null }
  | { place: null; answers: number }
);

/** Marks on attached PDF files, by those whom the draft concerns, while it is on its way. */
export function createMarking({ kernel, identity }: DecisionDeps, desk: Desk) {
  const { access, database, files, pages, vault } = kernel;

  async function opened(tx: Tx, context: Context, id: string, file: string, { lock = false } = {}) {
    const { draft, ground, isConcerned } = await desk.opened(tx, context, id, { lock });
    if (!draft.files.includes(file) || draft.state === 'draft') throw notFound(`file ${file}`);
    const inspected = (await files.inspect(tx, holderOf(id), [file])).get(file);
    if (!inspected?.isWhole) return 'spoiled';
    const isOnItsWay = draft.state === 'underWay' || draft.state === 'returned';
    return { draft, ground, digest: inspected.digest, mayMark: isConcerned && isOnItsWay };
  }

  async function pdfOf(tx: Tx, id: string, file: string) {
    const read = await files.read(tx, holderOf(id), file);
    if (read?.mediaType !== 'application/pdf') throw notFound(`PDF ${file}`);
    return read;
  }

  async function named(tx: Tx, file: string, digest: string): Promise<NamedMark[]> {
    const marks = (await marksOf(tx, vault, file)).filter((mark) => mark.digest === digest);
    const names = await identity.staffNames(
      tx,
      marks.map(({ staff }) => staff),
    );
    return marks.map((mark) => ({ ...mark, name: names.get(mark.staff) ?? '' }));
  }

  return {
    /** Throws notFound for a page that there is not. */
    async page(context: Context, id: string, file: string, page: number): Promise<MarkedPage | 'spoiled'> {
      access.requireAnywhere(context, 'decision.take');
      const found = await database.transaction(tenantOf(context), async (tx) => {
        const open = await opened(tx, context, id, file);
        if (open === 'spoiled') return open;
        return { ...open, pdf: await pdfOf(tx, id, file), marks: await named(tx, file, open.digest) };
      });
      if (found === 'spoiled') return found;
      const { draft, pdf, marks, mayMark } = found;
      const [picture] = await pages.draw(pdf.bytes, 1, page);
      if (!picture) throw notFound(`page ${page} of ${file}`);
      const threads = threadsOf(marks);
      return {
        draft,
        file: pdf,
        page,
        picture,
        threads: threads.filter(({ mark }) => mark.page === page),
        markedPages: [...new Set(threads.map(({ mark }) => mark.page))].sort((a, b) => a - b),
        mayMark,
      };
    },

    /** Nothing that was written is ever changed. `closed`: the draft is not on its way any more. */
    async write(
      context: Context,
      id: string,
      { file, page, written }: { file: string; page: number; written: Written },
    ): Promise<'done' | 'closed' | 'spoiled'> {
      access.requireAnywhere(context, 'decision.take');
      return database.transaction(tenantOf(context), async (tx) => {
        const open = await opened(tx, context, id, file, { lock: true });
        if (open === 'spoiled') return open;
        const { draft, ground, digest, mayMark } = open;
        if (!mayMark) return 'closed';
        const { answers, place, words } = written;
        const before = await marksOf(tx, vault, file);
        if (answers !== null && !before.some((mark) => mark.no === answers && mark.answers === null))
          throw notFound(`mark ${answers} of ${file}`);
        const staff = desk.meOf(context);
        const title = personTitle(ground, staff);
        const no = await insertMark(
          tx,
          vault,
          { draft: id, round: draft.round, file },
          {
            page,
            place,
            answers,
            digest,
            staff,
            unit: title?.unit ?? null,
            title: title?.title ?? null,
            at: context.clock.now(),
            words,
          },
        );
        const data = { round: draft.round, file, digest, page, mark: no, answers };
        await desk.journal(tx, context, 'decision.marked', draft, data);
        return 'done';
      });
    },

    /** A copy of the file with its marks as annotations; the attached file stays as it is. */
    async copy(
      context: Context,
      id: string,
      file: string,
      answered: (mark: NamedMark) => string,
    ): Promise<{ name: string; bytes: Uint8Array } | 'spoiled'> {
      access.requireAnywhere(context, 'decision.take');
      const found = await database.transaction(tenantOf(context), async (tx) => {
        const open = await opened(tx, context, id, file);
        if (open === 'spoiled') return open;
        return { pdf: await pdfOf(tx, id, file), marks: await named(tx, file, open.digest) };
      });
      if (found === 'spoiled') return found;
      const bytes = await pages.mark(
        found.pdf.bytes,
        threadsOf(found.marks).flatMap(({ mark, answers }) =>
          mark.place === null
            ? []
            : {
                ...mark.place,
                page: mark.page,
                number: mark.no,
                author: [mark.unit, mark.title, mark.name].filter(Boolean).join(' '),
                words: [mark.words, ...answers.map(answered)].join('\n'),
                at: mark.at,
              },
        ),
      );
      return { name: found.pdf.name, bytes };
    },
  };
}
