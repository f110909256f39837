export default {
  entry: 'Points of the review were recorded',
  bulkFault: 'Points of the review are open. Open the case and check them',
  lead: 'Tick what you have checked and record it. Approving records it too.',
  record: 'Record checks',
  recorded: 'The checks were recorded',
  doneBy: '{name}, {at}',
  someone: 'Staff',
  openFault:
    '{open, plural, one {# point is} other {# points are}} not checked. Check and tick, or state why you approve all the same.',
  despite: 'Why you approve all the same',
  despiteHint: 'Kept as an internal note; the applicant does not see it.',
  despiteButton: 'Approve with this reason',
  'different.name': 'Differs from the verified name: {known}',
  'different.kana': 'Differs from the verified reading: {known}',
  'different.birthDate': 'Differs from the verified date of birth: {known}',
  'different.address': 'Differs from the verified address: {known}',
  'different.mark': 'Check',
} as const;
