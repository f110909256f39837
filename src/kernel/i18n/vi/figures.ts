export default {
  withheld: 'không công bố',
  small:
    '“Ít” là ô có từ 1 đến 4, không hiện số để không nhận ra cá nhân. Ô “không công bố” không phải là ít, nhưng từ đó có thể tính ra số của ô “ít”.',
  channels: 'Cách tiếp nhận',
  online: 'Thủ tục làm được trực tuyến',
  onlineText:
    'Trong năm tài chính này, {online, number} trong {all, number} thủ tục ({share}) làm được trực tuyến.',
} as const;
