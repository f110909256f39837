import { readFileSync } from 'node:fs';
import { parseSync, type TsInterfaceDeclaration, type TsType, type TsTypeElement } from '@swc/core';

/** One column as a tables.ts states it. */
export interface StatedColumn {
  /** What values are: the name of a basic or Temporal type, "unknown" for JSON, "named" for a type defined elsewhere. */
  type: string;
  nullable: boolean;
  /** The database fills it in when an INSERT leaves it out. */
  generated: boolean;
}
export type StatedTables = Record<string, Record<string, StatedColumn>>;

const KEYWORDS: Record<string, string> = { object: 'unknown', any: 'unknown', never: 'unknown' };

function typeName(type: TsType): string {
  if (type.type === 'TsKeywordType') return KEYWORDS[type.kind] ?? type.kind;
  if (type.type === 'TsLiteralType') {
    return (
      { StringLiteral: 'string', NumericLiteral: 'number', BooleanLiteral: 'boolean' }[
        String(type.literal.type)
      ] ?? 'named'
    );
  }
  if (type.type !== 'TsTypeReference') return 'unknown';
  const { typeName: name } = type;
  if (name.type === 'TsQualifiedName') return `Temporal.${name.right.value}`;
  return name.value === 'Uint8Array' ? 'Uint8Array' : 'named';
}

function readColumn(type: TsType): StatedColumn {
  if (
    type.type === 'TsTypeReference' &&
    type.typeName.type === 'Identifier' &&
    type.typeName.value === 'Generated'
  ) {
    const [inner] = type.typeParams?.params ?? [];
    if (!inner) throw new Error('Generated names its type');
    return { ...readColumn(inner), generated: true };
  }
  const parts = type.type === 'TsUnionType' ? type.types : [type];
  const isNull = (part: TsType) => part.type === 'TsKeywordType' && part.kind === 'null';
  const names = new Set(parts.filter((part) => !isNull(part)).map(typeName));
  return { type: [...names].join(' | '), nullable: parts.some(isNull), generated: false };
}

function members(elements: readonly TsTypeElement[]): [string, TsType][] {
  return elements.flatMap((element) =>
    element.type === 'TsPropertySignature' && element.key.type === 'Identifier' && element.typeAnnotation
      ? [[element.key.value, element.typeAnnotation.typeAnnotation]]
      : [],
  );
}

const readTables = ({ body }: TsInterfaceDeclaration): StatedTables =>
  Object.fromEntries(
    members(body.body).map(([table, type]) => {
      if (type.type !== 'TsTypeLiteral') throw new Error(`${table} lists its columns in place`);
      return [
        table,
        Object.fromEntries(members(type.members).map(([column, of]) => [column, readColumn(of)])),
      ];
    }),
  );

/** The tables of every exported interface …Tables of a file. */
export function readTableTypes(file: string): StatedTables {
  const { body } = parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript' });
  return Object.assign(
    {},
    ...body.map((item) =>
      item.type === 'ExportDeclaration' &&
      item.declaration.type === 'TsInterfaceDeclaration' &&
      item.declaration.id.value.endsWith('Tables')
        ? readTables(item.declaration)
        : {},
    ),
  );
}
