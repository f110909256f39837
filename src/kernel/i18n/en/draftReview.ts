export default {
  add: 'Add a reviewer',
  addText:
    'A reviewer is asked before the decision; what was agreed to stays. At most {most, number} in all.',
  added: 'The reviewer was added and the route made anew',
  'error.seat': 'Choose a seat that is not on the route yet; beyond the limit nobody can be added',
  'error.tooMany': 'More reviewers than this kind of draft may have. Take some out',
  hint: 'Asked one after the other from below, before consultation and decision. At most {most, number}; a seat that is on the route already is asked there only. Saving gives the next field',
  label: 'Reviewer {no, number}',
  none: 'None',
  seat: 'Seat',
} as const;
