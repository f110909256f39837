import { writeZip } from '#kernel/sheets/zip.js';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const level = (depth: number, format: string) =>
  `<w:lvl w:ilvl="${depth}"><w:start w:val="1"/><w:numFmt w:val="${format}"/></w:lvl>`;
const abstract = (id: number, format: string) =>
  `<w:abstractNum w:abstractNumId="${id}">${level(0, format)}${level(1, format)}</w:abstractNum>`;
const heading = (depth: number) =>
  `<w:style w:type="paragraph" w:styleId="${depth}"><w:name w:val="heading ${depth}"/></w:style>`;

/**
 * A Word file of this body (WordprocessingML), as Word writes it: styles "1" and "2" are headings, list 1 is numbered
 * and list 2 has dots, the picture is rPic and footnote 1 stands in it.
 */
export function wordFile(
  body: string,
  { picture, footnote = '' }: { picture?: Uint8Array; footnote?: string } = {},
) {
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`;
  const part = (name: string, kind: string) =>
    `<Override PartName="/word/${name}.xml" ContentType="${WORD}.${kind}+xml"/>`;
  return writeZip({
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>${part('document', 'document.main')}${part('styles', 'styles')}${part('numbering', 'numbering')}${part('footnotes', 'footnotes')}</Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation('r1', 'officeDocument', 'word/document.xml')}</Relationships>`,
    'word/_rels/document.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation('r1', 'styles', 'styles.xml')}${relation('r2', 'numbering', 'numbering.xml')}${relation('r3', 'footnotes', 'footnotes.xml')}${relation('rPic', 'image', 'media/image1.png')}</Relationships>`,
    'word/styles.xml': `${HEAD}<w:styles ${W}>${heading(1)}${heading(2)}</w:styles>`,
    'word/numbering.xml': `${HEAD}<w:numbering ${W}>${abstract(0, 'decimal')}${abstract(1, 'bullet')}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
    'word/footnotes.xml': `${HEAD}<w:footnotes ${W}><w:footnote w:id="1">${footnote}</w:footnote></w:footnotes>`,
    ...(picture && { 'word/media/image1.png': picture }),
    'word/document.xml': `${HEAD}<w:document ${W} xmlns:r="${RELATIONS}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`,
  });
}

export const picture = `<w:drawing><wp:inline><wp:docPr id="1" name="図" descr="庁舎の写真"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="rPic"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`;
