export default {
  sections: 'Tìm theo phòng phụ trách',
  allSections: 'Tất cả các phòng',
  seeAll: '{event}: xem tất cả {count, number} thủ tục',
  total: 'Có {count, number} thủ tục.',
  found: 'Thủ tục cho “{text}”',
  ofSection: 'Thủ tục của {section}',
} as const;
