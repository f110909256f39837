export default {
  kept: 'You were signed out because of the time that passed. What you typed is kept for 15 minutes: sign in again to go on where you were.',
  notKept:
    'You were signed out because of the time that passed. Please sign in again. What you typed could not be kept.',
  back: 'What you typed before signing in is back. It has not been sent: check it and press the button again.',
  filesAgain: 'Please choose files again.',
  unplaced: 'There is no box for this any more: {texts}',
  noForm:
    'What you typed before signing in has not been sent. This page has no box for it; here it is: {texts}',
};
