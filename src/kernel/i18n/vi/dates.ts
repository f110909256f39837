export default {
  example: 'năm {year}, tháng {month}, ngày {day}',
} as const;
