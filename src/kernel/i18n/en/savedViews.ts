export default {
  button: 'Save',
  delete: 'Delete “{title}”',
  deleted: 'Filter deleted',
  label: 'Saved filters',
  manage: 'Tidy up saved filters',
  save: 'Save this filter',
  saved: 'Filter saved',
  title: 'Name',
  titleMissing: 'Enter a name.',
  titleTooLong: 'Use at most {max, number} characters.',
  tooMany: 'At most {max, number} filters can be saved. Delete one that you do not use.',
};
