import { type Logger as PinoLogger, pino } from 'pino';
import type { Config } from './config.js';

export type Logger = PinoLogger;

export const createLogger = (level: Config['logLevel']): Logger => pino({ level, base: null });
