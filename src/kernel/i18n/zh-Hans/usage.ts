export default {
  day: '日期',
  days: '最近30天每日件数',
  online: '在线办理比例',
} as const;
