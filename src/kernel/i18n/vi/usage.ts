export default {
  day: 'Ngày',
  days: 'Theo ngày, 30 ngày gần đây',
  online: 'Tỷ lệ trực tuyến',
} as const;
