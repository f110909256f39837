import { readFile } from 'node:fs/promises';
import { dateIn } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import { proveEntries } from '#kernel/journal/proof.js';
import { writeZip } from '#kernel/sheets/zip.js';
import { eraDate, eraFiscalYearText } from '#kernel/values/era.js';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { type Binder, binderSubject, documentSubject, numberText } from '../model.js';
import { findBinder } from '../store/binders.js';
import { documentsIn } from '../store/documents.js';
import { versionsOf } from '../store/versions.js';
import { archivalCopy } from './archival.js';
import { doorOf, type RecordsDeps, unitName } from './deps.js';
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
                text＝文字だけ（体裁は写さない）、none＝原本のまま
                form in the metadata: same: the original says it is PDF/A, pages: pages of a PDF as pictures, picture,
                text: the words without their looks, none: only the original
簿冊目録.pdf    目録（PDF/A-2b） / list of the documents
metadata.json, metadata.xml   登録の内容（同じ内容） / what the register says, the same in both
journal.json    操作の記録と、封をしたブロックまでの証明 / journal entries with their way to the sealed block
check.mjs       確かめる手順そのもの / the check: node check.mjs

確かめ方 / How to check
1. documents/ の各ファイルの SHA-256 を求める。 / Take SHA-256 of each file.
2. 版ごとに、metadata.json の salt（16進）と 1 の値を順につないだものの SHA-256 が digest と同じか、また journal.json の
   document.versionAdded の digest と同じかを見る。
   SHA-256 over salt and the hashes of 1, in order, must be the digest of the version, and that of its journal entry.
3. 記録ごとに、[団体コード, id, type, subject, at, actor, purpose, 名前順の data] の JSON の SHA-256 が digest と同じか、
   path をたどると block の merkleRoot になるか（RFC 6962）を見る。
   SHA-256 over the JSON of these must be the digest of the entry, and its path must lead to the root of its block.
4. block の hash は、市の公開する、または別に保管した封の値と照らす。 / Compare the block's hash with one kept elsewhere.
`;

/** A name that every system can unpack. */
const safe = (name: string): string => name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').slice(0, 120);

/** Binders as packages that stand alone. */
export function createExport({ kernel, rulesOf }: Pick<RecordsDeps, 'kernel' | 'rulesOf'>) {
  const { access, database, files, vault } = kernel;

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
            packed.push({ path, name, mediaType, size: read.size, archival: null, form: 'none' });
          }
          const hex = (one: Uint8Array) => Buffer.from(one).toString('hex');
          versions.push({ version, madeAt, salt: hex(content.salt), digest: hex(digest), files: packed });
        }
        documents.push({ ...head, versions });
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
      const { form, pdf } = await archivalCopy(kernel, { ...file, bytes: original }, meta);
      if (form === 'same') return { ...file, form, archival: file.path };
      // The originals come first: a copy that does not fit any more is left out, and the metadata says so.
      if (!pdf || bytes + pdf.length > MOST_BYTES) return file;
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
      const zip = writeZip({
        'README.txt': README,
        '簿冊目録.pdf': await listPdf(context, binder, documents),
        'metadata.json': json,
        'metadata.xml': xml,
        'journal.json': journalJson(journal),
        'check.mjs': await readFile(CHECK, 'utf8'),
        ...contents,
        ...copies,
      });
      await database.transaction(tenantOf(context), (tx) =>
        append(tx, context, {
          type: 'binder.exported',
          subject: binderSubject(id),
          data: { unit: binder.unit, documents: documents.length },
        }),
      );
      return { zip, name: `${safe(binder.title)}_${binder.fiscalYear}年度_第${binder.volume}冊.zip` };
    },
  };
}
