export default {
  example: 'ano {year}, mês {month}, dia {day}',
} as const;
