export default {
  invalidInput: 'Something in the request is to be mended',
  unauthenticated: 'Sign-in is needed',
  forbidden: 'This is not allowed to you',
  notFound: 'Not found',
  conflict: 'It collides with another change',
  notAllowedNow: 'This cannot be done now',
  tooLarge: 'What was sent is too large',
  spoiled: 'What is kept of this file is not what was taken in',
  unsupportedMediaType: 'What was sent has a media type that this address does not take',
  tooManyRequests: 'Too many requests; wait a little',
  unavailable: 'Not available now',
  internal: 'Something went wrong on our side',
  notText: 'It holds characters that are not text, such as the zero character.',
  tooDeep: 'It is nested too deeply: {most, number} levels at most.',
  keyOfAnother:
    'This Idempotency-Key was used for an application with another body. Send the same body to repeat that one, or a new Idempotency-Key for another application.',
  otherVersion:
    'The procedure has version {version} now, not {wanted}. Read its /schema again, check the answers and send them for that version.',
  idempotencyKey: '8–100 characters: A–Z a–z 0–9 _ . : -',
} as const;
