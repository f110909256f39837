import type { MiddlewareHandler } from 'hono';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { matchedPattern } from './serve-routes.js';

export interface Metrics {
  registry: Registry;
  measure: MiddlewareHandler;
}

/** Request durations by pattern and status, and the process's own figures, in Prometheus' text format. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  return {
    registry,
    measure: async (c, next) => {
      const end = durations.startTimer();
      await next();
      end({ method: c.req.method, route: matchedPattern(c), status: c.res.status });
    },
  };
}
