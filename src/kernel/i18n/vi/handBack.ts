export default {
  title: 'Hiện không thể mở trang này',
  lead: 'Hãy trở lại màn hình đang dùng, hoặc trả màn hình cho nhân viên.',
  goOn: 'Trở lại màn hình đang dùng',
  code: 'Mã để lấy lại màn hình',
  hint: 'Nhân viên nhập 4 chữ số đã hiện khi giao màn hình.',
  button: 'Trở lại màn hình nhân viên',
  wrong: 'Mã không đúng. Còn {left} lần nhập.',
  over: 'Đã đăng xuất vì nhập sai mã nhiều lần. Hãy đăng nhập lại.',
  start: 'Giao màn hình cho người dân',
  startLead:
    'Hãy nhớ mã này rồi giao màn hình. Mã chỉ hiện một lần. Cho đến khi nhập mã, không mở được trang nào khác của chính quyền này.',
  go: 'Mở trang kiểm tra và giao',
};
