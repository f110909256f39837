export default {
  draftTitle: '還付について（納付番号{number}）',
  draftBody: '{amount}を還付してよろしいか伺います。',
  putUp: '決裁に出す',
  isPutUp: '還付を決裁に出しました',
  onItsWay: '決裁を待っています',
  decided: '決裁済みの起案を見る',
  needed: 'この還付は、決裁が済んでから行います',
};
