export default {
  'start.title': 'On paper',
  'start.text': 'Print the form, fill it in by hand, and bring or post it.',
  'start.link': 'Paper form (PDF)',
  'check.title': 'You can also hand this in on paper',
  'check.text':
    'Print your answers into the form and bring or post it; you need not send it online. The form is in Japanese.',
  'check.attach': 'Add files and your signature on paper.',
  'check.button': 'Print it (PDF)',
} as const;
