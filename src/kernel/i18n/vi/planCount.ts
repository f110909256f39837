export default {
  count: 'số đếm',
  counted: 'Một dòng của sổ bắt đầu được tính',
  less: 'trừ những mục đã kết thúc ({code})',
  offered: 'Thủ tục nhận trực tuyến',
  register: 'sổ',
  several: 'một trong {count, number} loại',
} as const;
