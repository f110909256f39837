// Made-up building-plan summaries, always the same ones: as a town keeps them that has scanned every sheet since 1971.
// Numbers begin anew with each fiscal year; places lie all over the town; nobody's name is that of anybody.
import { csvText } from '#kernel/sheets/write-csv.js';

const FIRST_YEAR = 1971;
const YEARS = 50;
const WEST = 135.72;
const SOUTH = 34.6;
const TOWNS = ['東見本町', '西見本町', '南見本町', '北見本町', '見本台', '見本ヶ丘', '見本新町', '見本本町'];
const USES = ['一戸建ての住宅', '共同住宅', '事務所', '店舗', '倉庫', '工場', '診療所', '集会所'];
const STRUCTURES = ['木造', '鉄骨造', '鉄筋コンクリート造'];
const WORKS = ['新築', '新築', '新築', '増築', '改築', '用途変更'];
const HEADINGS = [
  '見出し',
  '確認の年度（西暦）',
  '確認番号',
  '確認年月日',
  '敷地の地名地番',
  '主要用途',
  '工事種別',
  '構造',
  '地上階数',
  '敷地面積',
  '延べ面積',
  '建築主の氏名',
  '緯度',
  '経度',
] as const;

const of = <Item>(list: readonly Item[], index: number): Item => list[index % list.length] as Item;
const two = (number: number): string => String(number).padStart(2, '0');

export interface BuildingSheet {
  fiscalYear: number;
  confirmation: string;
  place: string;
  cells: readonly (string | number)[];
}

/** The n-th of so many sheets. */
export function buildingSheet(index: number, sheets: number): BuildingSheet {
  const perYear = Math.ceil(sheets / YEARS);
  const fiscalYear = FIRST_YEAR + Math.floor(index / perYear);
  const confirmation = `第${(index % perYear) + 1}号`;
  const place = `${of(TOWNS, index * 7)}${1 + (index % 97)}番${1 + (index % 13)}`;
  const use = of(USES, index * 3 + Math.floor(index / 11));
  const site = 80 + (index % 400);
  const cells = [
    `${place}　${use}`,
    fiscalYear,
    confirmation,
    `${fiscalYear}-${two(4 + (index % 9))}-${two(1 + (index % 28))}`,
    place,
    use,
    of(WORKS, index),
    of(STRUCTURES, index * 5),
    1 + (index % 4),
    site,
    Math.round(site * 1.2),
    `見本　${index}号`,
    (SOUTH + ((index * 7919) % 100_000) / 1_000_000).toFixed(6),
    (WEST + ((index * 104_729) % 200_000) / 1_000_000).toFixed(6),
  ];
  return { fiscalYear, confirmation, place, cells };
}

/** All of them as a file that the register reads. */
export const buildingSheets = (sheets: number): Uint8Array =>
  new TextEncoder().encode(
    csvText([HEADINGS, ...Array.from({ length: sheets }, (_, index) => buildingSheet(index, sheets).cells)]),
  );

/** The scanned third page of a sheet: where the building stands, drawn with some lines. */
export async function sheetScan(index: number): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const walls = Array.from({ length: 12 }, (_, at) => {
    const [x, y] = [60 + ((index * 31 + at * 97) % 460), 90 + ((index * 17 + at * 61) % 640)];
    return `<rect x="${x}" y="${y}" width="${20 + (at % 5) * 9}" height="${14 + (at % 4) * 11}"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="595" height="842"><rect width="595" height="842" fill="#fff"/>
<g fill="none" stroke="#222">${walls.join('')}</g><text x="40" y="50" font-size="20">No. ${index}</text></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 60 }).toBuffer();
}
