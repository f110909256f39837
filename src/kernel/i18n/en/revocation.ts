export default {
  factsChanged: 'The facts have changed',
  onRequest: 'The person asked for it',
  other: 'Another reason',
  reason: 'Why it was revoked',
  wrongContent: 'It said something wrong',
  wronglyObtained: 'It was obtained wrongly',
} as const;
