/** Rings for a job that has something to do now. Nobody need hear it: the schedule comes round anyway. */
export interface Bell {
  ring(job: string): void;
  /** Whoever runs jobs hears every ring from now on. */
  hear(listener: (job: string) => void): void;
}

export function createBell(): Bell {
  const listeners: ((job: string) => void)[] = [];
  return {
    ring: (job) => {
      for (const listener of listeners) listener(job);
    },
    hear: (listener) => {
      listeners.push(listener);
    },
  };
}
