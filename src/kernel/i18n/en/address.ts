export default {
  filled: 'The address is filled in. Now enter the street number.',
  find: 'Fill in the address from the postal code',
  noCode: 'Enter the postal code in seven digits, then press the button.',
  several: 'This postal code has several towns. Choose one.',
  unknown: 'No address was found for this postal code. Please type the address below.',
} as const;
