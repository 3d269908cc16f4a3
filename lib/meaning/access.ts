import type { Policy, PolicyStatement } from './grammar/index.js';

/**
 * What decides what a role may do: it may do what one of its policies allows, its boundary and its session policy allow
 * too where there are such, and none of them denies.
 * Source: IAM user guide, "Policy evaluation logic", for requests within one account.
 */
export interface Access {
  readonly policies: readonly Policy[];
  readonly boundary?: Policy;
  readonly session?: Policy;
}

/** Each layer has to allow a request; the first one are the policies of the role itself. */
export type PolicyLayer = readonly PolicyStatement[];

/** The statements that allow, by layer. */
export function allowLayers(access: Access): readonly [PolicyLayer, ...PolicyLayer[]] {
  const [own, ...others] = layers(access).map((layer) => layer.filter(({ effect }) => effect === 'Allow'));
  return [own ?? [], ...others];
}

/** The statements that deny, of whatever layer: one is enough. */
export function denials(access: Access): readonly PolicyStatement[] {
  return layers(access).flatMap((layer) => layer.filter(({ effect }) => effect === 'Deny'));
}

function layers({ policies, boundary, session }: Access): PolicyLayer[] {
  return [
    policies.flatMap(({ statements }) => statements),
    ...[boundary, session].flatMap((policy) => (policy ? [policy.statements] : [])),
  ];
}
