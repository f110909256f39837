export default {
  answered: '{count, number}人（にん）が答（こた）えました',
  table: '数（かず）を表（ひょう）で見（み）る',
  share: 'どのくらい（%）',
  small: '1から4は「少（すこ）し」と書（か）きます。だれの答（こた）えか、わからないようにするためです。',
} as const;
