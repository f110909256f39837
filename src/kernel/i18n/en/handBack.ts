export default {
  title: 'This page cannot be opened now',
  lead: 'Go back to what you were doing, or give the screen back to the member of staff.',
  goOn: 'Back to what you were doing',
  code: 'Code to take the screen back',
  hint: 'The member of staff enters the four digits that were shown when the screen was handed over.',
  button: 'Back to the staff screen',
  wrong: 'That is not the code. {left} more tries.',
  over: 'You were signed out because the code was wrong too often. Please sign in again.',
  start: 'The screen goes to the person',
  startLead:
    'Keep this code in mind, then hand the screen over. It is shown only once. Until it is entered, no other page of this municipality opens.',
  go: 'Open the page to check and hand over',
};
