// The least that could answer: a Hono handler that returns bytes it has. Arguments: a file with the body and its
// headers as JSON. Prints the port.
import { readFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const [bodyFile = '', headers = '{}'] = process.argv.slice(2);
const body = new Uint8Array(readFileSync(bodyFile));
const fixed = JSON.parse(headers) as Record<string, string>;

const app = new Hono();
app.get('*', (c) => c.body(body, 200, fixed));
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(port));
