export default {
  'signIn.title': 'Entrar',
  'signIn.lead': 'Quem é você?',
  'signIn.citizen': 'Entrar como cidadão ou empresa',
  'signIn.citizenText': 'Faça solicitações e reservas e acompanhe seus pedidos.',
  'signIn.staff': 'Entrar como funcionário',
  'signIn.staffText': 'Funcionários deste órgão usam a conta de funcionário.',
  'signIn.none': 'Ainda não é possível entrar. A forma de acesso não foi definida.',
  'signIn.privacy':
    'Recebemos do serviço de identificação seu nome, endereço, data de nascimento e e-mail, e os usamos para preencher os formulários.',
  'signIn.declined': 'Você cancelou a entrada. Para continuar, escolha novamente.',
  'signIn.expired':
    'O tempo para entrar acabou ou este acesso já foi usado. Comece de novo por esta página. Se o navegador bloqueia cookies, permita-os.',
  'signIn.unverified': 'Não foi possível verificar a resposta do serviço de identificação. Comece de novo.',
  'signIn.unavailable':
    'Não foi possível conectar ao serviço de identificação. Espere um pouco e tente de novo.',
  'signIn.unregistered':
    'Esta conta de funcionário não está registrada ou não tem função no momento. Informe ao administrador o emissor “{issuer}” e o identificador “{subject}” e peça o registro.',
  'signOut.done': 'Você saiu da sua conta',
  'sandbox.title': 'Escolha a pessoa para experimentar',
  'sandbox.lead': 'Esta é uma identificação de teste. Você entra como uma pessoa que não existe.',
  'sandbox.citizens': 'Cidadãos e empresas',
  'sandbox.staff': 'Funcionários',
  'sandbox.choose': 'Entrar como {name}',
  'sandbox.cancel': 'Cancelar a entrada',
  'sandbox.error': 'Não é possível continuar. Volte à página do seu município e comece de novo.',
};
