export default {
  title: '从保存的文件继续',
  label: '中途保存的文件',
  hint: '请选择填写本申请途中保存的文件（.json）。',
  button: '继续',
  save: '将目前内容保存为文件',
  opened: '已读取保存的文件。',
  'fault.none': '请选择文件。',
  'fault.unreadable': '无法读取此文件。请选择填写本申请途中保存的文件。',
  'fault.otherProcedure': '此文件属于其他手续。',
  earlier: '填入以前申请时的回答',
  earlierHint: '对于与以前相同的问题，显示以前的回答。提交前可以确认和修改。不用于签名、同意和文件。',
} as const;
