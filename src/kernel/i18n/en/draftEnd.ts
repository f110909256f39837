export default {
  title: 'The contents were destroyed',
  text: 'Its retention is over: the text, the attachments and the comments of this draft were destroyed. Its title and the course of its decision stay.',
};
