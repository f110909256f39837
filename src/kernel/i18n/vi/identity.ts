export default {
  'signIn.title': 'Đăng nhập',
  'signIn.lead': 'Bạn là ai?',
  'signIn.citizen': 'Đăng nhập với tư cách người dân hoặc doanh nghiệp',
  'signIn.citizenText': 'Bạn có thể nộp đơn, đặt chỗ và xem các đơn của mình.',
  'signIn.staff': 'Đăng nhập với tư cách nhân viên',
  'signIn.staffText': 'Nhân viên của cơ quan này dùng tài khoản nhân viên.',
  'signIn.none': 'Hiện chưa thể đăng nhập. Cách đăng nhập chưa được thiết lập.',
  'signIn.privacy':
    'Chúng tôi nhận họ tên, địa chỉ, ngày sinh và email từ dịch vụ xác minh danh tính và dùng để điền đơn.',
  'signIn.declined': 'Bạn đã hủy đăng nhập. Nếu muốn tiếp tục, vui lòng chọn lại.',
  'signIn.expired':
    'Lần đăng nhập này đã hết thời gian hoặc đã được dùng. Vui lòng bắt đầu lại từ trang này. Nếu trình duyệt chặn cookie, hãy cho phép cookie.',
  'signIn.unverified':
    'Không xác minh được câu trả lời của dịch vụ xác minh danh tính. Vui lòng bắt đầu lại.',
  'signIn.unavailable':
    'Không kết nối được với dịch vụ xác minh danh tính. Vui lòng chờ một lúc rồi thử lại.',
  'signIn.unregistered':
    'Tài khoản nhân viên này chưa được đăng ký hoặc hiện không có vai trò nào. Hãy báo cho người quản lý đơn vị phát hành “{issuer}” và mã định danh “{subject}” để được đăng ký.',
  'signOut.done': 'Đã đăng xuất',
  'sandbox.title': 'Chọn người để dùng thử',
  'sandbox.lead':
    'Đây là phần xác minh danh tính để dùng thử. Bạn sẽ đăng nhập với tư cách một người không có thật.',
  'sandbox.citizens': 'Người dân, doanh nghiệp',
  'sandbox.staff': 'Nhân viên',
  'sandbox.choose': 'Đăng nhập với tên {name}',
  'sandbox.cancel': 'Hủy đăng nhập',
  'sandbox.error': 'Không thể tiếp tục đăng nhập. Vui lòng quay lại trang của thành phố và bắt đầu lại.',
};
