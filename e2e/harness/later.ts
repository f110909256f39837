/*
 * Loaded before the product (by NODE_OPTIONS): it lives CLOCK_AHEAD_MS ahead of this machine, with all of its libraries
 * and its embedded database.
 */
const ahead = Number(process.env.CLOCK_AHEAD_MS ?? 0);
const Present = Date;
const instant = Temporal.Now.instant.bind(Temporal.Now);

Temporal.Now.instant = () => instant().add({ milliseconds: ahead });
globalThis.Date = new Proxy(Present, {
  construct: (target, given, asked) =>
    Reflect.construct(target, given.length === 0 ? [Present.now() + ahead] : given, asked),
  get: (target, name, receiver) =>
    name === 'now' ? () => Present.now() + ahead : Reflect.get(target, name, receiver),
});
