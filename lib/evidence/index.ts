// The ledger (docs/ledger.md). The surface, for those who build on it:
//   Ledger.found(props, genesisBody) / Ledger.open(props) / ledger.append(facts): Recorded[]   (ledger.ts)
//   Fact = { kind, body, subject? }; kinds, zones and bodies in predicates/table.ts; Body<'decision'> is its shape
//   readRecords(store, from?): the entries as { seq, digest, kind, recordedAt, zone, body, … }; no proof, call verify first
//   verifyLedger({ store, key, … }): Verdict, naming the first bad entry and the layer that caught it   (verify.ts)
//   guardingSigner(signer, memory): CheckpointSigner, the signer zone; adapters wrap it in a process of its own
//   lib/adapters/ledger: directoryStore(folder), fileMemory(file); a folder of keys; signer over a socket; S3; anchors
export * from './anchor.js';
export * from './checked-entry.js';
export * from './checkpoint-signer.js';
export * from './checkpoint.js';
export * from './entry.js';
export * from './envelope.js';
export * from './fact.js';
export * from './fault.js';
export * from './guarding-signer.js';
export * from './keyring.js';
export * from './keys.js';
export * from './ledger.js';
export * from './merkle.js';
export * from './note.js';
export * from './operator.js';
export * from './predicates/table.js';
export * from './proof.js';
export * from './records.js';
export * from './recovery.js';
export * from './replay.js';
export * from './signer-state.js';
export * from './statement.js';
export * from './store.js';
export * from './verify.js';
export type { HeldCheckpoint } from './verify-checkpoints.js';
export * from './zone.js';
