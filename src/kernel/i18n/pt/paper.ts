export default {
  'start.title': 'Em papel',
  'start.text': 'Imprima o formulário, preencha à mão e entregue no balcão ou pelo correio.',
  'start.link': 'Formulário em papel (PDF)',
  'check.title': 'Também pode imprimir e entregar em papel',
  'check.text':
    'Imprima as suas respostas no formulário e entregue-o no balcão ou pelo correio; não precisa de enviar pela internet. O formulário está em japonês.',
  'check.attach': 'Junte os anexos e a assinatura em papel.',
  'check.button': 'Imprimir (PDF)',
} as const;
