export default {
  example: 'year {year}, month {month}, day {day}',
} as const;
