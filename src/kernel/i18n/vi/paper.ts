export default {
  'start.title': 'Nộp bằng giấy',
  'start.text': 'In mẫu đơn, viết tay rồi nộp tại quầy hoặc gửi qua bưu điện.',
  'start.link': 'Mẫu đơn giấy (PDF)',
  'check.title': 'Bạn cũng có thể in ra và nộp bằng giấy',
  'check.text':
    'In nội dung đã nhập vào mẫu đơn rồi nộp tại quầy hoặc gửi qua bưu điện; không cần gửi trực tuyến. Mẫu đơn bằng tiếng Nhật.',
  'check.attach': 'Tài liệu đính kèm và chữ ký xin nộp bằng giấy.',
  'check.button': 'In ra (PDF)',
} as const;
