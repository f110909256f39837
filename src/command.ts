const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

// Reading the program takes a second or two. Nothing has begun then: who is asked to stop just stops.
const leave = () => process.exit(0);
for (const signal of SIGNALS) process.on(signal, leave);
const { main } = await import('./cli.js');
for (const signal of SIGNALS) process.off(signal, leave);

const code = await main(process.argv.slice(2));
if (code !== 0) process.exit(code);

export {};
