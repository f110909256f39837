export default {
  title: 'ファイルから続（つづ）ける',
  label: '前（まえ）に作（つく）ったファイル',
  hint: '前（まえ）に作（つく）ったファイル（.json）をえらんでください。',
  button: '続（つづ）ける',
  save: 'ここまでをファイルにする',
  opened: 'ファイルを読（よ）みました。',
  'fault.none': 'ファイルをえらんでください。',
  'fault.unreadable': 'このファイルは読（よ）めません。',
  'fault.otherProcedure': 'このファイルは、ほかの手続（てつづき）のものです。',
} as const;
