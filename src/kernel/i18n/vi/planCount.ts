export default {
  offered: 'Thủ tục nhận trực tuyến',
  several: 'một trong {count, number} loại',
} as const;
