export default {
  title: 'Tiếp tục từ tệp đã lưu',
  label: 'Tệp đã lưu giữa chừng',
  hint: 'Hãy chọn tệp (.json) đã lưu khi điền hồ sơ này.',
  button: 'Tiếp tục',
  save: 'Lưu nội dung đang điền vào tệp',
  ready: 'Đã lưu nội dung đến đây',
  take: 'Tải tệp về',
  opened: 'Đã đọc tệp đã lưu.',
  'fault.none': 'Hãy chọn tệp.',
  'fault.unreadable': 'Không đọc được tệp này. Hãy chọn tệp đã lưu khi điền hồ sơ này.',
  'fault.otherProcedure': 'Tệp này thuộc thủ tục khác.',
  earlier: 'Điền câu trả lời của lần nộp trước',
  earlierHint:
    'Với câu hỏi giống lần trước, câu trả lời cũ được hiển thị. Bạn kiểm tra trước khi gửi. Không dùng cho chữ ký, đồng ý và tệp.',
} as const;
