export default {
  answered: '{count, number}人（にん）が答（こた）えました',
  table: '数（かず）を表（ひょう）で見（み）る',
  share: 'どのくらい（%）',
} as const;
