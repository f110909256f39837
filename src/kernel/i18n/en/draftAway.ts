export default {
  nobody: 'Nobody can act for you now: an administrator names somebody.',
  text: 'As you are away it goes to {who}. If it still waits when you are back, it is your turn.',
  title: 'You are registered as away: {unit} {title}',
} as const;
