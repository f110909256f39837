import { createRequire } from 'node:module';
import type Mammoth from 'mammoth';

/** What mammoth makes of a Word file before it makes HTML of it. */
export type DocxNode =
  | { type: 'document'; children: DocxNode[]; notes: { resolve(reference: object): DocxNote | null } }
  | {
      type: 'paragraph';
      children: DocxNode[];
      styleName: string | null;
      /** The same object for all entries of one list and depth. */
      numbering: DocxLevel | null;
      alignment: string | null;
      /** Twentieths of a point. */
      indent: { start: string | null; firstLine: string | null; hanging: string | null };
    }
  | {
      type: 'run';
      children: DocxNode[];
      styleName: string | null;
      isBold: boolean;
      isUnderline: boolean;
      isStrikethrough: boolean;
      verticalAlignment: string;
      fontSize: number | null;
    }
  | { type: 'text'; value: string }
  | { type: 'tab' }
  | { type: 'break'; breakType: string }
  | { type: 'checkbox'; checked: boolean }
  | { type: 'image'; altText?: string; readAsBuffer(): Promise<Buffer> }
  | { type: 'noteReference' }
  | { type: 'hyperlink'; children: DocxNode[] }
  | { type: 'table'; children: DocxNode[] }
  | { type: 'tableRow'; children: DocxNode[]; isHeader: boolean }
  | { type: 'tableCell'; children: DocxNode[]; colSpan: number; rowSpan: number }
  | { type: 'bookmarkStart' | 'commentReference' };

interface DocxNote {
  body: DocxNode[];
}

export interface DocxLevel {
  isOrdered: boolean;
  level: string;
}

export type DocxOf<Type extends DocxNode['type']> = Extract<DocxNode, { type: Type }>;

/** Reads no file beside the one that is given; throws for what is no Word file. */
export async function docxTree(bytes: Uint8Array): Promise<DocxOf<'document'>> {
  const mammoth = createRequire(import.meta.url)('mammoth') as typeof Mammoth;
  let tree: DocxOf<'document'> | undefined;
  await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    {
      transformDocument: (document: DocxOf<'document'>) => {
        tree = document;
        // The tree is what was wanted: of nothing no HTML is made.
        return { ...document, children: [] };
      },
    },
  );
  if (!tree) throw new Error('no Word file');
  return tree;
}
