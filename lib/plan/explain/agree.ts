import { canonicalJson, digest } from '../../kernel/index.js';
import { edgeKey, refKey, windowState, type EdgeId } from '../../model/index.js';
import { digestedContent } from '../../meaning/index.js';
import type { Manifest, WantedEdge } from '../../manifest/index.js';
import type { Derivation } from '../derive/derive.js';
import { refusal, type Refusal } from '../refusals.js';

/** What a manifest says of one stack. */
export interface AgreeInput {
  readonly derivation: Derivation;
  readonly manifest: Manifest;
  /** The bytes of the stack's Terraform JSON. */
  readonly configuration: Uint8Array;
}

/**
 * Holds what a manifest says of a stack against what its plan has by its own attributes, after everything that is planned. At every address stands the edge
 * that the manifest has there, every permission set can do what is declared, and the configuration is the one that the manifest was written with.
 */
export function agree({ derivation, manifest, configuration }: AgreeInput): readonly Refusal[] {
  return [
    ...shardLies(derivation.stack, manifest, configuration),
    ...edgesLie(derivation, manifest),
    ...contentsLie(derivation, manifest),
    ...groupsLie(derivation, manifest),
  ];
}

const lies = (message: string, at?: string): Refusal => refusal('PLAN_MANIFEST_LIES', message, at);

function shardLies(stack: string, { shards }: Manifest, configuration: Uint8Array): Refusal[] {
  const shard = shards.find((each) => each.stack === stack);
  if (!shard) return [lies(`the manifest has no stack \`${stack}\``)];
  const json = JSON.parse(new TextDecoder().decode(configuration)) as unknown;
  return digest(canonicalJson(json)) === shard.digest
    ? []
    : [lies(`the configuration of \`${stack}\` is not the one that the manifest was written with`)];
}

function edgesLie({ stack, after }: Derivation, manifest: Manifest): Refusal[] {
  const wanted = new Map(
    carriedNow(stack, manifest).map((each) => [slotKey(addressOf(each), elementOf(each)), each] as const),
  );
  return after.edges.flatMap(({ id, edge, address, element }) => {
    const said = wanted.get(slotKey(address, element));
    const where = element === undefined ? 'here' : `for \`${element}\``;
    if (!said) return [lies(`the manifest has nothing ${where}, and the plan has \`${id}\``, address)];
    return said.id === id && edgeKey(said.edge) === edgeKey(edge)
      ? []
      : [lies(`the manifest has \`${said.id}\` ${where}, and the plan has \`${id}\``, address)];
  });
}

/** What a stack has to carry at the instant of its manifest. */
export function carriedNow(
  stack: string,
  { edges, asOf }: Pick<Manifest, 'edges' | 'asOf'>,
): readonly WantedEdge[] {
  return edges.filter(
    ({ carriage, window }) =>
      carriage.by === 'terraform' && carriage.stack === stack && windowState(window, asOf) === 'open',
  );
}

/** Decided and not planned. */
export function lackingIn({ stack, after }: Derivation, manifest: Manifest): readonly WantedEdge[] {
  const there = new Set<EdgeId>(after.edges.map(({ id }) => id));
  return carriedNow(stack, manifest).filter(({ id }) => !there.has(id));
}

function addressOf({ carriage }: WantedEdge): string {
  return carriage.by === 'terraform' ? carriage.address : '';
}

function elementOf({ carriage }: WantedEdge): string | undefined {
  return carriage.by === 'terraform' && carriage.slot !== 'resource' ? carriage.slot.element : undefined;
}

function slotKey(address: string, element?: string): string {
  return element === undefined ? address : `${address} ${element}`;
}

function contentsLie({ after }: Derivation, { catalogue }: Manifest): Refusal[] {
  const declared = new Map(catalogue.permissionSets.map((each) => [refKey(each.ref), each]));
  return [...after.contents].flatMap(([key, { of, content }]) => {
    const said = declared.get(key);
    if (!said || said.external !== undefined)
      return [lies(`permission set \`${of.name}\` is not declared as ours`)];
    const is = content && canonicalJson(digestedContent(of, content));
    return is === canonicalJson(digestedContent(of, said.content))
      ? []
      : [lies(`permission set \`${of.name}\` is declared with other content`)];
  });
}

function groupsLie({ after }: Derivation, { catalogue }: Manifest): Refusal[] {
  const ours = catalogue.groups.filter(({ external, pushedFrom }) => external === undefined && !pushedFrom);
  const declared = new Set(ours.map(({ ref }) => refKey(ref)));
  return after.groups
    .filter(({ object }) => !declared.has(refKey(object)))
    .map(({ object, address }) => lies(`group \`${object.name}\` is not declared as ours`, address));
}
