export default {
  tab: 'Nobody to act',
  none: 'No draft waits for somebody to be named',
};
