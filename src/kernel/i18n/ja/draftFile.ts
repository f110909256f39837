export default {
  title: '保存したファイルから続ける',
  label: '途中で保存したファイル',
  hint: 'この申請の途中で保存したファイル（.json）を選んでください。',
  button: '続きから始める',
  save: '途中の内容をファイルに保存する',
  opened: '保存したファイルの内容を読み込みました。',
  'fault.none': 'ファイルを選んでください。',
  'fault.unreadable': 'このファイルは読み取れません。この申請の途中で保存したファイルを選んでください。',
  'fault.otherProcedure': 'このファイルは、ほかの手続のものです。',
} as const;
