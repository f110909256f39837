export default {
  entry: 'A corrected document was issued',
  note: 'In place of the document that was revoked on {at}',
  verify: 'A corrected document has been issued in its place. Please show the new one.',
};
