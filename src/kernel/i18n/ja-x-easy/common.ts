export default {
  next: 'つぎへ',
};
