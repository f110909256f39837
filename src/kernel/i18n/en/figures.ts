export default {
  withheld: 'withheld',
  small:
    '“few” stands for one to four, so that nobody is recognised. A cell that is “withheld” is not small: from it the small one could be worked out.',
  channels: 'By channel',
  online: 'Procedures that can be done online',
  onlineText: 'This fiscal year {online, number} of {all, number} procedures ({share}) can be done online.',
} as const;
