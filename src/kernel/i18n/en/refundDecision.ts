export default {
  draftTitle: 'Refund (payment {number})',
  draftBody: 'Whether {amount} is to be given back.',
  putUp: 'Put up for a decision',
  isPutUp: 'The refund was put up for a decision',
  onItsWay: 'Waits for a decision',
  decided: 'See the decided draft',
  needed: 'This refund has to be decided first',
};
