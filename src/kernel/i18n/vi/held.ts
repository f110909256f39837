export default {
  kept: 'Bạn đã bị đăng xuất do quá thời gian. Nội dung đã nhập được giữ trong 15 phút. Hãy đăng nhập lại để tiếp tục.',
  notKept: 'Bạn đã bị đăng xuất do quá thời gian. Hãy đăng nhập lại. Nội dung đã nhập không giữ lại được.',
  back: 'Nội dung bạn nhập trước khi đăng nhập đã được khôi phục và chưa được gửi. Hãy kiểm tra và nhấn nút một lần nữa.',
  filesAgain: 'Hãy chọn lại tệp.',
  unplaced: 'Nội dung sau không còn ô để nhập: {texts}',
  noForm:
    'Nội dung bạn nhập trước khi đăng nhập chưa được gửi. Trang này không có ô để nhập; nội dung là: {texts}',
};
