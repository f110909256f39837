export default {
  title: '저장한 파일에서 계속',
  label: '중간에 저장한 파일',
  hint: '이 신청 중에 저장한 파일(.json)을 선택하세요.',
  button: '계속하기',
  save: '작성 중인 내용을 파일로 저장',
  ready: '지금까지의 내용을 저장했습니다',
  take: '파일 받기',
  opened: '저장한 파일을 읽었습니다.',
  'fault.none': '파일을 선택하세요.',
  'fault.unreadable': '이 파일은 읽을 수 없습니다. 이 신청 중에 저장한 파일을 선택하세요.',
  'fault.otherProcedure': '이 파일은 다른 절차의 것입니다.',
  earlier: '이전 신청의 답을 넣기',
  earlierHint:
    '이전과 같은 질문에 이전 답을 넣어 표시합니다. 보내기 전에 확인하고 고칠 수 있습니다. 서명·동의·파일에는 쓰지 않습니다.',
} as const;
