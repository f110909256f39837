export default {
  title: 'Correct and issue again',
  lead: 'A corrected document is issued from the same case in place of the revoked one, which stays revoked.',
  fields: 'Answers to put right',
  fieldsHint: 'Choose none where the document itself was wrong.',
  button: 'Correct and issue again',
  what: 'It has a number and a verification code of its own',
  whatText: 'The fee is not taken again. The answers before and the reason stay with the case.',
  done: 'The corrected document has been issued',
};
