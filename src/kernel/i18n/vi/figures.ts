export default {
  withheld: 'không công bố',
  small:
    'Ô ghi “không công bố” không hiển thị số để không ai bị nhận ra: số đó nhỏ, hoặc từ đó có thể tính ra số nhỏ khác.',
  channels: 'Cách tiếp nhận',
  online: 'Thủ tục làm được trực tuyến',
  onlineText:
    'Trong năm tài chính này, {online, number} trong {all, number} thủ tục ({share}) làm được trực tuyến.',
  tooFew: 'Không công bố vì có ít câu trả lời.',
} as const;
