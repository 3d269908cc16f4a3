import { chmodSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { dirname, resolve } from 'node:path';
import type { CheckpointSigner, SignedHead } from '../../evidence/index.js';
import { messageOf, WritError } from '../../kernel/index.js';
import { codeOf, makeFolder } from '../files/durable.js';
import { faultText, headText, MAX_MESSAGE_BYTES, parseExtend } from './signer-wire.js';

/** A signer that listens; nobody but its own user (or group, with `mode`) can reach the socket. */
export interface ListeningSigner {
  readonly socket: string;
  close(): Promise<void>;
}

/**
 * Serves a signer on a Unix socket: `GET /head` and `POST /extend`, nothing else, and no way to have anything else signed.
 * Throws LEDGER_REFUSED when another signer listens there.
 */
export async function serveSigner(
  signer: CheckpointSigner,
  socket: string,
  mode = 0o600,
): Promise<ListeningSigner> {
  const path = resolve(socket);
  await makeFolder(dirname(path), dirname(path));
  await refuseSecond(path);
  const server = createServer((call, answer) => void handle(signer, call, answer));
  server.maxRequestsPerSocket = 0;
  await listening(server, path);
  chmodSync(path, mode);
  return {
    socket: path,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  signer: CheckpointSigner,
  call: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const say = (status: number, text: string): void => {
    answer.writeHead(status, { 'content-type': 'application/json' }).end(text);
  };
  try {
    const head = await called(signer, call);
    if (head) say(200, headText(head));
    else say(404, faultText(unknownCall(call)));
  } catch (error) {
    say(409, faultText(error));
  }
}

async function called(signer: CheckpointSigner, call: IncomingMessage): Promise<SignedHead | undefined> {
  if (call.method === 'GET' && call.url === '/head') return signer.head();
  if (call.method !== 'POST' || call.url !== '/extend') return undefined;
  const { from, entries } = parseExtend(await bodyOf(call));
  return signer.extend(from, entries);
}

async function bodyOf(call: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of call as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_MESSAGE_BYTES)
      throw new WritError('INPUT_TOO_LARGE', `more than ${MAX_MESSAGE_BYTES} bytes at once`, {
        remedy: 'give the signer fewer entries at a time',
      });
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** A socket that nobody listens on is left from a signer that was killed; the name is taken over. */
async function refuseSecond(path: string): Promise<void> {
  const state = await new Promise<string>((tell) => {
    const probe = request({ socketPath: path, path: '/head' }, (answer) => {
      answer.resume();
      tell('alive');
    });
    probe.on('error', (error) => tell(codeOf(error)));
    probe.end();
  });
  if (state === 'alive')
    throw new WritError('LEDGER_REFUSED', `a signer listens on \`${path}\` already`, {
      remedy: 'use that one, or stop it first',
    });
  if (state === 'ECONNREFUSED') rmSync(path, { force: true });
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (cause) =>
      fail(
        new WritError('WRITE_FAILED', `cannot listen on \`${path}\`: ${messageOf(cause)}`, {
          cause,
          remedy: 'name a socket in a folder that this user may write; its path may have 100 characters',
        }),
      ),
    );
    server.listen(path, done);
  });
}

function unknownCall({ method, url }: IncomingMessage): WritError {
  return new WritError('USAGE', `the signer does not do \`${method ?? ''} ${url ?? ''}\``, {
    remedy: 'ask it for its head, or to extend',
  });
}
