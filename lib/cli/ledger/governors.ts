import { resolve } from 'node:path';
import { keyFile } from '../../adapters/ledger/key-folder.js';
import { Ledger } from '../../evidence/index.js';
import type { Clock } from '../../kernel/index.js';
import type { CallOf } from '../command.js';
import { ledgerProps } from './open.js';
import type { LedgerPlace } from './place.js';

/** Opens the ledger for what governors sign: with the keys of --governor-key, else those in the key folder. */
export async function openAsGovernors(
  call: CallOf<{ readonly governorKey?: readonly string[] }>,
  place: LedgerPlace,
  clock: Clock,
): Promise<Ledger> {
  const props = await ledgerProps(place, clock);
  const files = call.options.governorKey;
  if (!files) return Ledger.open(props);
  const given = await Promise.all(files.map((file) => keyFile(resolve(call.io.cwd, file))));
  const others = props.keys.filter(({ zone }) => zone !== 'governor');
  return Ledger.open({
    ...props,
    keys: [...others, ...given.map((signer) => ({ zone: 'governor' as const, signer }))],
  });
}
