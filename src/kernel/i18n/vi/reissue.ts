export default {
  entry: 'Đã cấp lại giấy tờ đã chỉnh sửa',
  note: 'Thay cho giấy tờ bị thu hồi vào {at}',
  verify: 'Đã cấp giấy tờ mới đã chỉnh sửa thay cho giấy này. Xin xuất trình giấy mới.',
};
