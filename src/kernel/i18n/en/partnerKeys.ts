export default {
  title: 'Keys of partners',
  lead: 'For programs of hospitals, schools and other organisations that apply for residents. Each key names its procedures.',
  madeText: 'The key is shown only now. Hand it to the organisation by a safe way.',
  name: 'Organisation',
  nameHint: 'Example: Nara Veterinary Association',
  nameMissing: 'Enter the name of the organisation.',
  nameTooLong: 'The name has at most {max, number} characters.',
  procedures: 'Procedures',
  proceduresHint: 'The organisation makes sure who applies. See that it is agreed before you choose.',
  proceduresMissing: 'Choose at least one procedure.',
  divider: ', ',
} as const;
