export default {
  sections: 'Tìm theo phòng phụ trách',
  allSections: 'Tất cả các phòng',
  narrow: 'Lọc theo hoàn cảnh',
  seeAll: 'Xem tất cả {count, number} thủ tục',
  total: 'Có {count, number} thủ tục.',
  found: 'Thủ tục cho “{text}”',
  ofSection: 'Thủ tục của {section}',
} as const;
