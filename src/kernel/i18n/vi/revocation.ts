export default {
  factsChanged: 'Sự việc đã thay đổi',
  onRequest: 'Theo yêu cầu của người đó',
  other: 'Lý do khác',
  reason: 'Lý do hủy',
  wrongContent: 'Nội dung sai',
  wronglyObtained: 'Được cấp do đơn không đúng',
} as const;
