import { existsSync } from 'node:fs';

const KNOWN_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser that the browser tests drive; null when none is installed. */
export const chromiumProgram = (): string | null => KNOWN_PLACES.find((place) => existsSync(place)) ?? null;
