export default {
  invalidInput: 'Có chỗ cần sửa trong dữ liệu gửi',
  unauthenticated: 'Cần đăng nhập',
  forbidden: 'Không có quyền sử dụng',
  notFound: 'Không tìm thấy',
  conflict: 'Trùng với một thay đổi khác',
  notAllowedNow: 'Hiện không thể thực hiện',
  tooLarge: 'Dữ liệu gửi quá lớn',
  spoiled: 'Nội dung tệp đang lưu không giống lúc tiếp nhận',
  unsupportedMediaType: 'Không nhận định dạng dữ liệu đã gửi (Content-Type)',
  tooManyRequests: 'Quá nhiều yêu cầu, hãy chờ một lát',
  unavailable: 'Hiện không sử dụng được',
  internal: 'Lỗi từ phía chúng tôi',
  notText: 'Có ký tự không đọc được (ví dụ ký tự rỗng).',
  tooDeep: 'Lồng nhau quá sâu (tối đa {most, number} cấp).',
  keyOfAnother:
    'Idempotency-Key này đã được dùng cho một đơn có nội dung khác. Gửi lại cùng nội dung để lặp lại đơn đó, hoặc dùng Idempotency-Key mới cho đơn khác.',
  otherVersion:
    'Thủ tục hiện có phiên bản {version}, không phải {wanted}. Hãy đọc lại /schema, kiểm tra câu trả lời rồi gửi lại.',
  idempotencyKey: 'Dùng 8–100 ký tự: A–Z a–z 0–9 _ . : -',
} as const;
