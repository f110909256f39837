export default {
  answered: '{count, number} người trả lời',
  table: 'Xem số liệu dạng bảng',
  share: 'Tỷ lệ',
} as const;
