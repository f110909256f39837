export default {
  example: '{year}年{month}月{day}日',
} as const;
