export default {
  'signIn.title': 'Sign in',
  'signIn.lead': 'Who are you?',
  'signIn.citizen': 'Sign in as a resident or business',
  'signIn.citizenText': 'Apply, book, and see how your applications are going.',
  'signIn.staff': 'Sign in as staff',
  'signIn.staffText': 'Staff of this municipality use their staff account.',
  'signIn.none': 'You cannot sign in now. No way to sign in has been set up yet.',
  'signIn.privacy':
    'We receive your name, address, date of birth and email address from the identity service and use them to fill in your forms.',
  'signIn.declined': 'You did not sign in. Choose again if you want to go on.',
  'signIn.expired':
    'This sign-in has run out of time or was used already. Start again from here. If your browser blocks cookies, allow them.',
  'signIn.unverified': 'The answer of the identity service could not be verified. Please start again.',
  'signIn.unavailable': 'The identity service cannot be reached. Wait a moment and try again.',
  'signIn.unregistered':
    'This staff account is not registered, or holds no role at present. Give your administrator the issuer "{issuer}" and the identifier "{subject}" and ask to be registered.',
  'signOut.done': 'You are signed out',
  'sandbox.title': 'Choose who you want to be',
  'sandbox.lead': 'This is a sandbox for trying things out. You sign in as a person who does not exist.',
  'sandbox.citizens': 'Residents and businesses',
  'sandbox.staff': 'Staff',
  'sandbox.choose': 'Sign in as {name}',
  'sandbox.cancel': 'Do not sign in',
  'sandbox.error': 'This sign-in cannot go on. Return to the page of your town and start again.',
};
