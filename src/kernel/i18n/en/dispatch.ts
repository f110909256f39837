export default {
  'classify.button': 'Set the class',
  'classify.done': 'The class is set',
  'classify.lead': 'This document has no class yet. With a class it can be finished and put into a binder.',
  'classify.title': 'Class',
  'draft.choose': 'Choose this class',
  'draft.chosen': 'Class after the decision: {title}',
  'draft.done': 'Chosen. Once it is decided, it is registered under this class',
  'draft.notYet': 'This draft is not decided yet. Once it is, it gets a number and a place in the register.',
  'draft.title': 'Registering the draft',
  'unclassified.lead':
    'Decided drafts come into the register by themselves. Those whose drafter chose no class are here.',
  'unclassified.none': 'No document waits for its class',
  'unclassified.one': 'No class yet',
  'unclassified.title': 'Documents without a class',
} as const;
