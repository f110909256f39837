export default {
  tab: 'On behalf of',
  none: 'There is nothing to decide on behalf of others',
  as: '{kind}, {right} ({seat})',
};
