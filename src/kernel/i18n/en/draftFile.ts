export default {
  title: 'Go on from a saved file',
  label: 'The file saved half-way',
  hint: 'Choose the .json file that you saved while filling in this application.',
  button: 'Go on',
  save: 'Save what is filled in to a file',
  ready: 'What is filled in so far is ready as a file',
  take: 'Take the file',
  opened: 'The saved file was read.',
  'fault.none': 'Choose a file.',
  'fault.unreadable': 'This file cannot be read. Choose the one saved while filling in this application.',
  'fault.otherProcedure': 'This file belongs to another procedure.',
  earlier: 'Fill in answers from earlier applications',
  earlierHint:
    'Where the same was asked before, your earlier answer is shown. You check it before you send it. Never for signatures, consents and files.',
} as const;
