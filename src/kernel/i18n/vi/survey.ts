export default {
  answered: '{count, number} người trả lời',
  table: 'Xem số liệu dạng bảng',
  share: 'Tỷ lệ',
  small:
    'Ô từ 1 đến 4 ghi là “ít” để không nhận ra ai; nếu có thể tính ra từ các ô khác thì ô nhỏ tiếp theo cũng ghi là “ít”.',
} as const;
