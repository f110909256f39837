const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an address leads to this machine itself: what is said there, nobody else hears. */
export const isLoopback = (address: string): boolean => LOOPBACK.has(new URL(address).hostname);
