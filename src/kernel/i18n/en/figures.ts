export default {
  withheld: 'withheld',
  small:
    'Where it says “withheld”, the count is not shown, so that nobody can be recognised: it is small itself, or would let a small one be worked out.',
  channels: 'By channel',
  online: 'Procedures that can be done online',
  onlineText: 'This fiscal year {online, number} of {all, number} procedures ({share}) can be done online.',
  tooFew: 'Not published, because few have answered.',
} as const;
