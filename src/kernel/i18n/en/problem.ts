export default {
  invalidInput: 'Something in the request is to be mended',
  unauthenticated: 'Sign-in is needed',
  forbidden: 'This is not allowed to you',
  notFound: 'Not found',
  conflict: 'It collides with another change',
  notAllowedNow: 'This cannot be done now',
  tooLarge: 'What was sent is too large',
  tooManyRequests: 'Too many requests; wait a little',
  unavailable: 'Not available now',
  internal: 'Something went wrong on our side',
} as const;
