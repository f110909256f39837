import { readFile } from 'node:fs/promises';
import { dateIn } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { proveEntries } from '#kernel/journal/proof.js';
import { writeZip } from '#kernel/sheets/zip.js';
import { eraDate, eraFiscalYearText } from '#kernel/values/era.js';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { type Binder, binderSubject, documentSubject, numberText } from '../model.js';
import { findBinder } from '../store/binders.js';
import { documentsIn } from '../store/documents.js';
import { draftOf } from '../store/drafts.js';
import { versionsOf } from '../store/versions.js';
import { type ArchivalForm, archivalCopy, MOST_PAGES, type NoCopy } from './archival.js';
import { doorOf, type RecordsDeps, unitName } from './deps.js';
import { provePackage } from './package-proof.js';
import { journalJson, metadataTexts, type PackagedDocument, type PackagedFile } from './package-texts.js';

const LIST = new URL('../templates/binder-list.typ', import.meta.url);
const CHECK = new URL('../templates/check.mjs', import.meta.url);

/** One package is made in memory; larger binders are given out in volumes. */
const MOST_BYTES = 300 * 1024 * 1024;
const MOST_DOCUMENTS = 2_000;

const README = `この包みは、簿冊ひとつ分の文書と、その登録の内容、変わっていないことの証明です。ほかの道具がなくても読めます。
This package holds the documents of one binder, what the register says of them, and proof that nothing was changed.

documents/      文書のファイル（文書番号と版ごと） / files, by document and version
pdfa/           documents/ の写し（PDF/A-2b）。原本はいつも documents/ にある / copies in PDF/A-2b; the originals stay beside them
                metadata の form: same＝原本がPDF/Aと名乗っている、pages＝PDFの各ページの画像、picture＝画像、
                flow＝Word の見出し・箇条書き・表・図・注（頭書き・脚書き・色・段組みは写さず、番号は 1. 2. に直す）、
                sheets＝Excel の表（グラフと色は写さない）、text＝文字だけ（体裁は写さない）、none＝原本のまま（理由は noCopy と目録）
                form in the metadata: same: the original says it is PDF/A, pages: pages of a PDF as pictures, picture,
                flow: headings, lists, tables, pictures and notes of a Word file (not its page heads and feet, colours and
                columns; lists are numbered 1. 2.), sheets: the tables of a workbook (no charts, no colours),
                text: the words without their looks, none: only the original (noCopy and the list say why)
簿冊目録.pdf    目録（PDF/A-2b） / list of the documents
metadata.json, metadata.xml   登録の内容（同じ内容） / what the register says, the same in both
journal.json    操作の記録と、封をしたブロックまでの証明 / journal entries with their way to the sealed block
manifest.json   包みのすべてのファイルの SHA-256 と、含まれる記録の番号 / SHA-256 of every file, and the places of the entries
export.json     書き出しの記録。manifest.json の SHA-256 を持ち、封をしたブロックにある /
                the sealed journal entry of the export, with the SHA-256 of manifest.json
check.mjs       確かめる手順そのもの / the check: node check.mjs

確かめ方 / How to check
1. documents/ の各ファイルの SHA-256 を求める。 / Take SHA-256 of each file.
2. 版ごとに、metadata.json の salt（16進）と 1 の値を順につないだものの SHA-256 が digest と同じか、また journal.json の
   document.versionAdded の digest と同じかを見る。
   SHA-256 over salt and the hashes of 1, in order, must be the digest of the version, and that of its journal entry.
3. 記録ごとに、[団体コード, id, type, subject, at, actor, purpose, 名前順の data] の JSON の SHA-256 が digest と同じか、
   path をたどると block の merkleRoot になるか（RFC 6962）を見る。
   SHA-256 over the JSON of these must be the digest of the entry, and its path must lead to the root of its block.
4. manifest.json の SHA-256 が export.json の digest と同じか（3 と同じ手順でその記録も確かめる）、manifest.json にあるファイルが
   すべてそのままあり、ほかのファイルがなく、positions の記録がすべて journal.json にあるかを見る。
   SHA-256 of manifest.json must be the digest in export.json, an entry checked as in 3; every file it lists must be there
   unchanged and no other; every position must be in journal.json.
5. block の hash は、市の公開する、または別に保管した封の値と照らす。 / Compare the block's hash with one kept elsewhere.
`;

/** What the list says of copies, in the order in which it does. */
const COPIES_TOLD = ['same', 'pages', 'picture', 'flow', 'sheets', 'text'] as const;
const FORM_WORDS = {
  same: '原本そのものが PDF/A と名乗っています',
  pages: 'PDFの全ページを画像にし、文字を重ねました',
  picture: '画像を1ページにしました',
  flow: 'Wordの見出し、箇条書き、表、図、注を写しました（頭書き、脚書き、色、段組みは原本で見てください）',
  sheets: 'Excelの表をシートごとに写しました（グラフと色は原本で見てください）',
  text: '文字だけを写しました（体裁は原本で見てください）',
} as const satisfies Record<Exclude<ArchivalForm, 'none'>, string>;

const NO_COPY_WORDS = {
  tooManyPages: `${MOST_PAGES}ページを超えるため`,
  tooLarge: '写しが大きくなりすぎるため',
  unreadable: '中身を読み取れない形式か、壊れているため',
  packageFull: '包み全体の大きさの上限に達したため',
} as const satisfies Record<NoCopy, string>;

const filesOf = ({ versions }: PackagedDocument): PackagedFile[] => versions.flatMap(({ files }) => files);

/** A name that every system can unpack. */
const safe = (name: string): string => name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').slice(0, 120);

/** Binders as packages that stand alone. */
export function createExport({
  kernel,
  decision,
  rulesOf,
}: Pick<RecordsDeps, 'kernel' | 'decision' | 'rulesOf'>) {
  const { access, database, files, vault } = kernel;

  async function relatedTo(tx: Tx, context: Context, document: string): Promise<PackagedDocument['related']> {
    const draft = await draftOf(tx, document);
    if (draft === undefined) return [];
    return (await decision.relatedTo(tx, context, draft)).items.map((item) => ({
      number: item.kind === 'document' ? item.number : null,
      fiscalYear: item.kind === 'document' ? item.fiscalYear : null,
      title: item.title,
    }));
  }

  /** What of the binder may be seen by who exports it; what may not be seen is not there. */
  async function gather(context: Context, id: string) {
    return database.transaction(tenantOf(context), async (tx) => {
      const binder = await findBinder(tx, vault, access.unitsFor(context, 'records.read'), id);
      if (!binder) throw notFound(binderSubject(id));
      access.require(context, 'records.keep', binder.unit);
      const heads = await documentsIn(tx, vault, doorOf(kernel, context), id, { limit: MOST_DOCUMENTS + 1 });
      if (heads.length > MOST_DOCUMENTS)
        throw new AppError('tooLarge', `binder ${id} has too many documents to export`);
      const contents: Record<string, Uint8Array> = {};
      const documents: PackagedDocument[] = [];
      let bytes = 0;
      for (const head of heads) {
        const folder = `documents/${safe(`${head.fiscalYear}_${numberText(head)}`)}`;
        const versions: PackagedDocument['versions'] = [];
        for (const { version, content, digest, madeAt } of await versionsOf(tx, vault, head.id)) {
          if (!content) continue;
          const packed: PackagedFile[] = [];
          for (const [place, { file, name, mediaType }] of content.files.entries()) {
            const read = await files.read(tx, documentSubject(head.id), file);
            if (!read)
              throw new AppError('internal', `file ${file} of ${documentSubject(head.id)} is missing`);
            bytes += read.bytes.length;
            if (bytes > MOST_BYTES) throw new AppError('tooLarge', `binder ${id} is too large to export`);
            const path = `${folder}/v${version}/${place + 1}_${safe(name)}`;
            contents[path] = read.bytes;
            packed.push({
              path,
              name,
              mediaType,
              size: read.size,
              archival: null,
              form: 'none',
              noCopy: null,
            });
          }
          const hex = (one: Uint8Array) => Buffer.from(one).toString('hex');
          versions.push({ version, madeAt, salt: hex(content.salt), digest: hex(digest), files: packed });
        }
        documents.push({ ...head, versions, related: await relatedTo(tx, context, head.id) });
      }
      const subjects = [binderSubject(id), ...heads.map((head) => documentSubject(head.id))];
      return { binder, documents, contents, journal: await proveEntries(tx, subjects) };
    });
  }

  /** Copies in PDF/A beside the originals, and what the metadata says of them. */
  async function withArchival(
    context: Context,
    documents: readonly PackagedDocument[],
    contents: Readonly<Record<string, Uint8Array>>,
  ): Promise<{ documents: PackagedDocument[]; copies: Record<string, Uint8Array> }> {
    const copies: Record<string, Uint8Array> = {};
    const meta = { author: context.municipality.head.title, date: dateIn(context.clock.now()) };
    let bytes = 0;
    const copied = async (file: PackagedFile): Promise<PackagedFile> => {
      const original = contents[file.path];
      if (!original) return file;
      const { form, pdf, why } = await archivalCopy(kernel, { ...file, bytes: original }, meta);
      if (form === 'same') return { ...file, form, archival: file.path };
      if (!pdf) return { ...file, noCopy: why };
      // The originals come first: a copy that does not fit any more is left out, and list and metadata say so.
      if (bytes + pdf.length > MOST_BYTES) return { ...file, noCopy: 'packageFull' };
      bytes += pdf.length;
      const archival = `${file.path.replace(/^documents/, 'pdfa')}.pdf`;
      copies[archival] = pdf;
      return { ...file, form, archival };
    };
    const added: PackagedDocument[] = [];
    for (const document of documents) {
      const versions: PackagedDocument['versions'] = [];
      for (const version of document.versions) {
        const files: PackagedFile[] = [];
        for (const file of version.files) files.push(await copied(file));
        versions.push({ ...version, files });
      }
      added.push({ ...document, versions });
    }
    return { documents: added, copies };
  }

  async function listPdf(
    context: Context,
    binder: Binder,
    documents: readonly PackagedDocument[],
  ): Promise<Uint8Array> {
    const rules = rulesOf(context);
    const say = (text: Parameters<typeof localize>[0] | undefined) =>
      text === undefined ? '' : localize(text, 'ja');
    const small = rules.classOf(binder.classification);
    const day = dateIn(context.clock.now());
    const { municipality } = context;
    return kernel.typesetter.renderPdf({
      template: LIST,
      data: {
        municipality: say(municipality.name),
        title: `${binder.title}（第${binder.volume}冊）`,
        year: eraFiscalYearText(fiscalYear(binder.fiscalYear)),
        unit: unitName(context, binder.unit),
        classification: small
          ? [small.large, small.middle, small.title].map(say).join('＞')
          : binder.classification,
        retention: say(rules.retentionOf(binder.retention)?.title),
        keptUntil: binder.keptUntil ? `（${eraDate(binder.keptUntil)}まで）` : '',
        madeOn: eraDate(day),
        documents: documents.map((one) => ({
          number: `${numberText(one)}（${one.fiscalYear}年度）`,
          registeredOn: eraDate(dateIn(one.registeredAt), { short: true }),
          subject: one.subject,
          files: String(one.versions[0]?.files.length ?? 0),
        })),
        copies: COPIES_TOLD.map((form) => ({
          words: FORM_WORDS[form],
          files: documents.flatMap((one) => filesOf(one).filter((file) => file.form === form)).length,
        })).filter(({ files: amount }) => amount > 0),
        without: documents.flatMap((one) =>
          filesOf(one)
            .filter(({ form }) => form === 'none')
            .map(({ name, noCopy }) => ({
              number: `${numberText(one)}（${one.fiscalYear}年度）`,
              name,
              why: noCopy === null ? '' : NO_COPY_WORDS[noCopy],
            })),
        ),
      },
      meta: { title: '簿冊目録', author: municipality.head.title, date: day },
      missingGlyph: 'mark',
    });
  }

  return {
    /** The binder with its documents, metadata and journal proof as one ZIP file. Throws tooLarge. */
    binder: async (context: Context, id: string): Promise<{ zip: Uint8Array; name: string }> => {
      const { binder, documents: gathered, contents, journal } = await gather(context, id);
      const { documents, copies } = await withArchival(context, gathered, contents);
      const rules = rulesOf(context);
      const facts = {
        tenant: tenantOf(context),
        municipality: localize(context.municipality.name, 'ja'),
        exportedAt: context.clock.now(),
        binder,
        unit: unitName(context, binder.unit),
        small: rules.classOf(binder.classification) ?? null,
        documents,
      };
      const { json, xml } = metadataTexts(facts);
      const files = {
        'README.txt': README,
        '簿冊目録.pdf': await listPdf(context, binder, documents),
        'metadata.json': json,
        'metadata.xml': xml,
        'journal.json': journalJson(journal),
        'check.mjs': await readFile(CHECK, 'utf8'),
        ...contents,
        ...copies,
      };
      const what = { files, journal, documents: documents.length };
      const zip = writeZip({ ...files, ...(await provePackage(kernel, context, binder, what)) });
      return { zip, name: `${safe(binder.title)}_${binder.fiscalYear}年度_第${binder.volume}冊.zip` };
    },
  };
}
