import { readFileSync } from 'node:fs';
import { directoryStore, socketSigner } from '../../../lib/adapters/ledger/index.js';
import { Ledger, localSigner, type Fact } from '../../../lib/evidence/index.js';
import { parseInstant, systemClock, type Id } from '../../../lib/kernel/index.js';

/**
 * A process that appends: `_writer.ts FOLDER SOCKET KEY NAME COUNT EACH`. Prints the finding of each entry once `append` has
 * said that it is durable.
 */
async function main([
  folder = '',
  socket = '',
  key = '',
  name = '',
  count = '0',
  each = '1',
]: string[]): Promise<void> {
  const ledger = await Ledger.open({
    store: directoryStore(folder),
    checkpoints: socketSigner(socket),
    keys: [{ zone: 'keeper', signer: localSigner(readFileSync(key, 'utf8')) }],
    clock: systemClock,
    writer: `writer ${name}`,
  });
  for (let at = 0; at < Number(count); at += Number(each)) {
    const facts = Array.from({ length: Math.min(Number(each), Number(count) - at) }, (_, i) =>
      fact(`${name}-${at + i}`),
    );
    await ledger.append(facts);
    process.stdout.write(facts.map(({ body }) => `${(body as { finding: string }).finding}\n`).join(''));
  }
}

function fact(finding: string): Fact {
  const at = parseInstant('2026-11-20T09:00:00Z');
  return { kind: 'first-seen', body: { at, edge: '00000000000000aa' as Id<'edge-id'>, finding } };
}

/** `_writer.ts direct FOLDER`: publishes one file of some size, without a ledger around it. */
async function direct([folder = '']: string[]): Promise<void> {
  await directoryStore(folder).publish(0, [Buffer.alloc(4096)]);
}

const [first, ...rest] = process.argv.slice(2);
(first === 'direct' ? direct(rest) : main([first ?? '', ...rest])).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${(error as { code?: string }).code ?? ''} ${String(error)}\n`);
    process.exit(1);
  },
);
