export default {
  number: 'Case number',
  eitherNumber: 'Payment or case number',
  'waiting.payment': 'Waiting for payment (deadline stands still)',
  'waiting.correction': 'Waiting for a correction (deadline stands still)',
  'waiting.part': 'Waiting for a third party (deadline stands still)',
} as const;
