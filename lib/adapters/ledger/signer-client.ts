import { Agent, request } from 'node:http';
import { resolve } from 'node:path';
import type { CheckpointSigner } from '../../evidence/index.js';
import { messageOf, WritError } from '../../kernel/index.js';
import { codeOf } from '../files/durable.js';
import { extendText, MAX_MESSAGE_BYTES, parseFault, parseHead } from './signer-wire.js';

const PATIENCE = 60_000;

/** The signer behind a Unix socket. Throws LEDGER_REFUSED when none answers, and what it throws itself. */
export function socketSigner(socket: string): CheckpointSigner {
  const socketPath = resolve(socket);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = async (method: string, path: string, body = ''): Promise<string> => {
    const { status, text } = await exchange({ socketPath, agent, method, path }, body);
    if (status === 200) return text;
    throw parseFault(text);
  };
  return {
    head: async () => parseHead(await ask('GET', '/head')),
    extend: async (from, entries) => parseHead(await ask('POST', '/extend', extendText(from, entries))),
  };
}

interface SignerCall {
  readonly socketPath: string;
  readonly agent: Agent;
  readonly method: string;
  readonly path: string;
}

function exchange(call: SignerCall, body: string): Promise<{ status: number; text: string }> {
  return new Promise((done, fail) => {
    const gone = (cause: unknown): void => {
      // The signer closed a connection that was idle just as this went out over it: it never saw this (nodejs.org, request.reusedSocket).
      if (sent.reusedSocket && codeOf(cause) === 'ECONNRESET') exchange(call, body).then(done, fail);
      else fail(notThere(call.socketPath, cause));
    };
    const sent = request({ ...call, timeout: PATIENCE }, (answer) => {
      const parts: Buffer[] = [];
      let size = 0;
      answer.on('data', (part: Buffer) => {
        size += part.length;
        if (size > MAX_MESSAGE_BYTES) answer.destroy(new Error('the answer is too large'));
        else parts.push(part);
      });
      answer.on('error', gone);
      answer.on('end', () =>
        done({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
      );
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
    sent.on('error', gone);
    sent.end(body);
  });
}

function notThere(socket: string, cause: unknown): WritError {
  return new WritError('LEDGER_REFUSED', `no signer answers on \`${socket}\`: ${messageOf(cause)}`, {
    cause,
    remedy: 'start it with `writ ledger signer`; entries that were appended meanwhile are signed over then',
  });
}
