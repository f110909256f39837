/** A procedure with a doctor's part, for tests. */
export const AID = `id: test-aid
version: 1
title: 医療費の助成（試験）
summary: 試験のための手続です。
lifeEvents: [childcare]
audience: both
eligibility: だれでも
assuranceLevel: low
ways: [{ channel: online, text: このページから }]
standardProcessingDays: 10
form:
  purpose: 助成を審査するため
  legalBasis: 試験法第1条
  pages:
    - id: child
      title: お子さんについて
      fields:
        - { id: name, kind: name, label: 氏名, sensitivity: personal }
        - { id: phone, kind: phone, label: 電話番号, sensitivity: personal }
        - { id: severe, kind: yesNo, label: 重い, sensitivity: ordinary }
declaration: まちがいありません
thirdParties:
  - id: opinion
    title: 医師の意見書
    who: 指定医
    assuranceLevel: low
    validDays: 7
    required: severe
    shows: [name]
    declaration: 診察に基づいて書きました
    form:
      purpose: 助成を審査するため
      legalBasis: 試験法第2条
      pages:
        - id: diagnosis
          title: 診断
          fields:
            - { id: diagnosis, kind: text, label: 診断名, sensitivity: special }
            - id: severity
              kind: choice
              label: 程度
              sensitivity: special
              options: [{ value: mild, label: 軽い }, { value: severe, label: 重い }]
            - { id: scan, kind: file, label: 検査の写し, sensitivity: special, optional: true }
output: { kind: none }
retention: { years: 5 }
`;

export const AID_ANSWERS = { name: '奈良　花子', phone: '090-1111-2222', severe: true };
