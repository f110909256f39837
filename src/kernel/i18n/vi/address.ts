export default {
  filled: 'Đã điền địa chỉ. Hãy nhập số khu, số nhà.',
  find: 'Điền địa chỉ theo mã bưu chính',
  noCode: 'Hãy nhập mã bưu chính gồm 7 chữ số rồi bấm nút.',
  several: 'Mã bưu chính này có nhiều địa chỉ. Hãy chọn một.',
  unknown: 'Không tìm thấy địa chỉ của mã bưu chính này. Hãy nhập địa chỉ ở bên dưới.',
} as const;
