/** What catches tampering; the layers of docs/ledger.md, from the single file outwards. */
export type Layer =
  'format' | 'chain' | 'signature' | 'zone' | 'root' | 'checkpoint' | 'consistency' | 'anchor';

/** The ledger is not what it should be: caught by which layer, at which entry (undefined: at no single one), why. */
export class Fault extends Error {
  readonly layer: Layer;
  readonly seq: number | undefined;

  constructor(layer: Layer, seq: number | undefined, message: string) {
    super(message);
    this.layer = layer;
    this.seq = seq;
  }
}
