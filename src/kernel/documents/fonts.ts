import { createRequire } from 'node:module';

/*
 * BIZ UD fonts (Morisawa, SIL Open Font License 1.1): made for official papers and for readers with low vision;
 * they hold the variants of JIS X 0213 names as variation sequences. Noto Serif JP stands in for the few characters
 * of names that they lack, such as 𠮷 of 𠮷田.
 */
const FONTS = [
  '@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf',
  '@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf',
  '@expo-google-fonts/biz-udpmincho/400Regular/BIZUDPMincho_400Regular.ttf',
  '@expo-google-fonts/biz-udpmincho/700Bold/BIZUDPMincho_700Bold.ttf',
  '@expo-google-fonts/noto-serif-jp/400Regular/NotoSerifJP_400Regular.ttf',
];

const { resolve } = createRequire(import.meta.url);

export const fontFiles = (): string[] => FONTS.map((font) => resolve(font));
