export default {
  yes: 'Có',
  no: 'Không',
  back: 'Quay lại',
  next: 'Tiếp tục',
  change: 'Thay đổi',
  search: 'Tìm kiếm',
  close: 'Đóng',
  required: 'Bắt buộc',
  optional: 'Không bắt buộc',
  signIn: 'Đăng nhập',
  signOut: 'Đăng xuất',
  skipToContent: 'Đến nội dung chính',
};
