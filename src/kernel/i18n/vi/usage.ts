export default {
  day: 'Ngày',
  days: 'Theo ngày, 30 ngày gần đây',
  online: 'Tỷ lệ trực tuyến',
  plan: 'Chỉ tiêu của kế hoạch',
  planText: 'Số lượng của thủ tục này được tính vào các chỉ tiêu sau của kế hoạch.',
  planLink: '{measure}: {name}',
} as const;
