export default {
  day: '日期',
  days: '最近30天每日件数',
  online: '在线办理比例',
  plan: '与计划指标的关系',
  planText: '本手续的件数计入计划的下列指标。',
  planLink: '{measure}：{name}',
} as const;
