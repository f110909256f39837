export default {
  yes: 'Yes',
  no: 'No',
  back: 'Back',
  next: 'Continue',
  change: 'Change',
  search: 'Search',
  close: 'Close',
  required: 'Required',
  optional: 'Optional',
  signIn: 'Sign in',
  signOut: 'Sign out',
  skipToContent: 'Skip to main content',
};
