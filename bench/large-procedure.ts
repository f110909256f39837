/** A procedure of many questions, as a file of the catalogue has it. */
export const largeProcedure = <Page>(title: string, pages: Page[]) => ({
  id: 'large',
  title,
  summary: '速さを測るための手続',
  lifeEvents: ['living'],
  audience: 'resident',
  eligibility: '誰でも',
  assuranceLevel: 'low',
  ways: [{ channel: 'online', text: 'このページから' }],
  standardProcessingDays: 1,
  form: { purpose: '測定', pages },
  declaration: '事実のとおりです。',
  output: { kind: 'none' },
  retention: { years: 1 },
});
