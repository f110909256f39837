export default {
  'start.title': '종이로 제출',
  'start.text': '양식을 인쇄하여 손으로 작성한 뒤 창구에 내거나 우편으로 보낼 수 있습니다.',
  'start.link': '종이 양식(PDF)',
  'check.title': '종이에 인쇄하여 제출할 수도 있습니다',
  'check.text':
    '지금까지의 내용을 양식에 인쇄하여 창구에 내거나 우편으로 보낼 수 있습니다. 온라인으로 보낼 필요는 없습니다. 양식은 일본어입니다.',
  'check.attach': '첨부 파일과 서명은 종이로 내 주세요.',
  'check.button': '인쇄하기(PDF)',
} as const;
