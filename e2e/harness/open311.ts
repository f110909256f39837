import { createRequire } from 'node:module';

/** A request as GeoReport v2 tells of it, after the client has read it. */
export interface ToldRequest {
  service_request_id: string;
  status: 'open' | 'closed';
  status_notes: string;
  description: string | null;
  media_url: string | null;
}

type Answered<Value> = (error: unknown, value: Value) => void;

/** What the npm client "open311" shows; it has no types of its own. */
interface Client {
  serviceList(done: Answered<{ service_code: string }[]>): void;
  serviceDiscovery(options: { cache: boolean }, done: Answered<unknown>): void;
  submitRequest(request: object, done: Answered<{ service_request_id: string }[]>): void;
  serviceRequest(id: string, done: Answered<ToldRequest[]>): void;
  serviceRequests(filter: object, done: Answered<ToldRequest[]>): void;
}

interface Settings {
  discovery?: string;
  endpoint?: string;
  apiKey?: string;
  format?: 'json' | 'xml';
}

const Open311 = createRequire(import.meta.url)('open311') as new (settings: Settings) => Client;

const answered = <Value>(ask: (done: Answered<Value>) => void): Promise<Value> =>
  new Promise((resolve, reject) => {
    ask((error, value) => (error ? reject(new Error(`${error}: ${value}`)) : resolve(value)));
  });

/** The npm client "open311" as it is published, with promises in place of callbacks. */
export function open311(settings: Settings) {
  const client = new Open311(settings);
  return {
    services: () => answered<{ service_code: string }[]>((done) => client.serviceList(done)),
    /** Takes address and format from what the town says of itself. */
    discover: () => answered<unknown>((done) => client.serviceDiscovery({ cache: true }, done)),
    submit: async (request: object): Promise<string> => {
      const [made] = await answered<{ service_request_id: string }[]>((done) =>
        client.submitRequest(request, done),
      );
      return made?.service_request_id ?? '';
    },
    request: async (id: string): Promise<ToldRequest | undefined> =>
      (await answered<ToldRequest[]>((done) => client.serviceRequest(id, done)))[0],
    requests: (filter: object) => answered<ToldRequest[]>((done) => client.serviceRequests(filter, done)),
  };
}
