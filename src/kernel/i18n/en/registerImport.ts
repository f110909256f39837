export default {
  list: '“{label}” is one cell: one entry a line, as in “{example}”. What is blank can be left out.',
  left: 'Columns that are left out',
  leftCells: 'Rows with a value',
  leftColumn: 'Column {column}',
  leftHeading: 'Heading',
  leftLead:
    'There are values in these columns, but they do not come into the register. To take one in, choose a field for it under “Columns” below and check again. You can also go on without them.',
  leftNoHeading: '(no heading)',
  leftTwin: 'Only column {column} of the same heading is taken in.',
  leftUnknown: 'No field stands for this column.',
  leftWhere: 'Row of headings',
  leftWhy: 'Why',
  sheet: 'Name of the sheet (Excel)',
  sheetHint: 'Where there are several. The first one with rows is read when blank.',
  sheets:
    'The sheet “{taken}” was read. Not read: {left}. To read another one, choose the file again with its name.',
  eucJp: 'The file seems to be in EUC-JP',
  eucJpText:
    'The headings were read as “{read}”, but seem to say “{meant}”. If so, do not take the file in: make it anew in UTF-8.',
};
