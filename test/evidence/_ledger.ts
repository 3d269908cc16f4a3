import {
  guardingSigner,
  Ledger,
  localSigner,
  newPrivateKey,
  type Body,
  type Fact,
  type LedgerProps,
  type LedgerStore,
  type NoteKey,
  type PublicKey,
  type Signer,
  type SignerMemory,
  type Zone,
  type ZoneSigner,
} from '../../lib/evidence/index.js';
import { digest, manualClock, parseInstant, type Clock, type Id } from '../../lib/kernel/index.js';

export const ORIGIN = 'ledger.example/access';
export const AT = parseInstant('2026-11-20T09:00:00Z');

/** A key per zone, and two governors. */
export interface Hands {
  readonly keys: readonly ZoneSigner[];
  readonly signer: Signer;
  readonly noteKey: NoteKey;
}

export function newHands(): Hands {
  const signer = localSigner(newPrivateKey());
  const zones: Zone[] = ['governor', 'governor', 'gate', 'apply', 'keeper'];
  return {
    keys: zones.map((zone) => ({ zone, signer: localSigner(newPrivateKey()) })),
    signer,
    noteKey: { name: ORIGIN, key: signer.key },
  };
}

export function handOf(hands: Hands, zone: Zone): Signer {
  return hands.keys.find((key) => key.zone === zone)!.signer;
}

export function ledgerKey(
  { id, algorithm, spki }: PublicKey,
  zone: Zone,
  owner: string,
): Body<'genesis'>['keys'][number] {
  return { id, algorithm, spki, zone, owner };
}

export function genesisBody(hands: Hands, over: Partial<Body<'genesis'>> = {}): Body<'genesis'> {
  return {
    origin: ORIGIN,
    repository: 'github.com/meridian-pay/access',
    policy: digest('policy'),
    governors: ['hr:1', 'hr:2'],
    keys: [
      ...hands.keys.map(({ zone, signer }, index) => ledgerKey(signer.key, zone, `owner-${index}`)),
      ledgerKey(hands.signer.key, 'signer', 'the signer'),
    ],
    scopes: [{ name: 'production', mode: 'enforce' }],
    inventory: { digest: digest('inventory'), at: AT, complete: true },
    ...over,
  };
}

/** A signer's memory that lives as long as the test. */
export function memory(): SignerMemory & { turns: string[] } {
  return {
    turns: [],
    load() {
      const state = this.turns.at(-1);
      return Promise.resolve(state === undefined ? undefined : { turn: this.turns.length, state });
    },
    save(turn, state) {
      if (turn !== this.turns.length + 1) return Promise.resolve(false);
      this.turns.push(state);
      return Promise.resolve(true);
    },
  };
}

export function props(
  store: LedgerStore,
  hands: Hands,
  clock: Clock = manualClock(AT),
  kept = memory(),
): LedgerProps {
  return {
    store,
    keys: hands.keys,
    clock,
    writer: 'writ test',
    checkpoints: guardingSigner(hands.signer, kept),
  };
}

export function edge(number: number): Id<'edge-id'> {
  return number.toString(16).padStart(16, '0') as Id<'edge-id'>;
}

export function seen(number: number): Fact {
  return { kind: 'first-seen', body: { at: AT, edge: edge(number), finding: 'FOREIGN_GRANT' } };
}

/** A founded ledger with so many entries after genesis, in transactions of `each`. */
export async function ledgerOf(
  store: LedgerStore,
  count: number,
  each = 1,
  hands = newHands(),
): Promise<{ ledger: Ledger; hands: Hands }> {
  const ledger = await Ledger.found(props(store, hands), genesisBody(hands));
  for (let at = 0; at < count; at += each)
    await ledger.append(Array.from({ length: Math.min(each, count - at) }, (_, i) => seen(at + i)));
  return { ledger, hands };
}
