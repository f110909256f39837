export default {
  'error.heic':
    '“{name}” là ảnh theo định dạng riêng của iPhone (HEIC). Trên iPhone, chọn Cài đặt → Camera → Định dạng → Tương thích nhất rồi chụp lại, hoặc lưu ảnh thành JPEG rồi chọn.',
  'error.image':
    '“{name}” thực ra là hình ảnh nên không nhận ở đây. Hãy lưu lại thành loại tệp ghi ở mục này, hoặc chụp ảnh rồi chọn.',
  'error.pdf':
    '“{name}” thực ra là tệp PDF nên không nhận ở đây. Hãy lưu lại thành loại tệp ghi ở mục này, hoặc chụp ảnh rồi chọn.',
  'error.office':
    '“{name}” thực ra là tài liệu Word, Excel nên không nhận ở đây. Hãy lưu lại thành loại tệp ghi ở mục này, hoặc chụp ảnh rồi chọn.',
  'error.text':
    '“{name}” thực ra là tệp văn bản thuần nên không nhận ở đây. Hãy lưu lại thành loại tệp ghi ở mục này, hoặc chụp ảnh rồi chọn.',
  'error.video':
    '“{name}” thực ra là video hoặc âm thanh nên không nhận ở đây. Hãy lưu lại thành loại tệp ghi ở mục này, hoặc chụp ảnh rồi chọn.',
  'error.archive':
    '“{name}” thực ra là tệp nén (ZIP...) nên không nhận ở đây. Hãy lưu lại thành loại tệp ghi ở mục này, hoặc chụp ảnh rồi chọn.',
  'error.program':
    '“{name}” thực ra là một chương trình nên không nhận ở đây. Hãy lưu lại thành loại tệp ghi ở mục này, hoặc chụp ảnh rồi chọn.',
} as const;
