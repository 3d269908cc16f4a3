import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Handler, PlainRequest, PlainResponse } from './plain.js';

/** A handler listening on the loopback interface. */
export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves `handler` on 127.0.0.1; port 0 takes a free one. */
export async function listen(handler: Handler, port = 0): Promise<Listening> {
  const server = createServer((request, response) => void answer(handler, request, response));
  // Node closes idle connections after 5 s by default, which races with the pools of the official clients.
  server.keepAliveTimeout = 60_000;
  await bind(server, port);
  const { port: bound } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${bound}`, close: () => closed(server) };
}

async function answer(handler: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    write(outgoing, await handler(await plain(incoming)), incoming.method === 'HEAD');
  } catch (error) {
    // A bug of the sandbox must look like one, not like a provider's answer.
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    write(outgoing, {
      status: 599,
      headers: { 'content-type': 'text/plain' },
      body: `sandbox fault: ${message}`,
    });
  }
}

async function plain(incoming: IncomingMessage): Promise<PlainRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function write(outgoing: ServerResponse, response: PlainResponse, headOnly = false): void {
  const body = Buffer.from(response.body, 'utf8');
  if (response.cut === 'drop') {
    outgoing.socket?.destroy();
    return;
  }
  outgoing.writeHead(response.status, { ...response.headers, 'content-length': body.length });
  if (response.cut === 'half') {
    outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.socket?.destroy());
    return;
  }
  outgoing.end(headOnly ? undefined : body);
}

function bind(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
