export default {
  offered: '手続のオンライン受付',
  several: '{count, number}種類のうちのどれか',
} as const;
