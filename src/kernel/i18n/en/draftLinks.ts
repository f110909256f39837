export default {
  basedOn: 'Made from',
  basedOnOpen: 'Open the earlier draft',
  button: 'Search documents',
  chosen: 'Related documents chosen',
  chosenHint: 'To take one out, clear its box and save.',
  count: 'Related documents found: {count, number}',
  document: '{number} (fiscal year {year})',
  draft: 'Draft ({kind}, decided {day})',
  'error.find': 'Enter words of at least 2 characters',
  find: 'Search related documents',
  findHint:
    'Words of the subject or the contents, or a number. Documents and decided drafts that you may see are searched.',
  found: 'Documents found',
  foundHint:
    'Choose and save to link them to this draft. At most {max, number} documents and as many drafts are shown.',
  goOn: 'Go on to what was found',
  hidden: 'There are {count, number} more related documents that you may not see.',
  nothing: 'Nothing was found. Try other words.',
  title: 'Related documents',
};
