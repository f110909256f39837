export default {
  count: 'số đếm',
  counted: 'Một dòng của sổ bắt đầu được tính',
  less: 'trừ những mục đã kết thúc ({code})',
  offered: 'Thủ tục nhận trực tuyến',
  once: 'mỗi {attribute} chỉ đếm một lần',
  published: 'Đã công bố một bộ dữ liệu',
  register: 'sổ',
  several: 'một trong {count, number} loại',
  standardSet: 'bộ chuẩn quốc gia',
  system: 'hệ thống xuất dữ liệu',
} as const;
