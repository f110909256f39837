export default {
  assigned: '「{title}」の案件の担当になりました',
  corrected: '「{title}」の補正が届きました',
  messageFromApplicant: '「{title}」の申請者からメッセージが届きました',
  partExpired: '「{title}」の第三者への依頼が期限切れになりました',
  partSent: '「{title}」の第三者の記入が届きました',
  planDue: '施策{measure}の進捗報告の期限が近づいています',
  planDueToday: '施策{measure}の進捗報告は今日が期限です',
  planLate: '施策{measure}の進捗報告が期限を過ぎています',
  planReturned: '施策{measure}の進捗報告が差し戻されました',
  toSection: '「{title}」の案件がこの課に来ました',
  withdrawn: '「{title}」の申請が取り下げられました',
} as const;
