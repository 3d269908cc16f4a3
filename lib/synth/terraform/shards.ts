import { RootConstruct, type Construct } from 'constructs';
import type { TerraformStack } from 'cdktf';
import { WritError, WritErrors } from '../../kernel/index.js';
import type { Shard } from '../../manifest/index.js';
import type { IdentityLinks } from '../../identity/index.js';
import type { StackContents } from './contents.js';
import { AwsGroupsStack, OktaGroupsStack } from './groups-stack.js';
import { AwsHoldingsStack, OktaHoldingsStack } from './holdings-stack.js';
import { render } from './render.js';
import { PermissionSetsStack } from './sets-stack.js';
import type { ShardPlan } from './shard-plan.js';

/** A shard and its Terraform JSON. */
export interface RenderedShard {
  readonly shard: Shard;
  readonly text: string;
}

/**
 * Synthesizes every stack, one at a time so that memory stays that of the largest. Throws SHARD_TOO_LARGE with all
 * stacks that pass their bound, SECRET_SYNTHESIZED.
 */
export function renderShards(
  contents: readonly StackContents[],
  links: IdentityLinks,
  plan: ShardPlan,
): readonly RenderedShard[] {
  const rendered = contents.map((each) => renderShard(each, links));
  const faults = rendered.flatMap(({ shard }) => overfull(shard, plan));
  const [first] = faults;
  if (first)
    throw faults.length === 1
      ? first
      : new WritErrors('SHARD_TOO_LARGE', `${faults.length} stacks pass their bound`, faults);
  return rendered;
}

function renderShard(contents: StackContents, links: IdentityLinks): RenderedShard {
  const { text, digest, resources } = render(stackOf(new RootConstruct(), contents, links));
  const { stack, kind, provider, edges } = contents;
  return { shard: { stack, kind, provider, resources, edges: edges.length, digest }, text };
}

function stackOf(scope: Construct, contents: StackContents, links: IdentityLinks): TerraformStack {
  const { stack, kind, provider, groups, sets, edges } = contents;
  if (kind !== 'structure') {
    return provider === 'aws'
      ? new AwsHoldingsStack(scope, stack, edges, links)
      : new OktaHoldingsStack(scope, stack, edges, links);
  }
  if (provider === 'okta') return new OktaGroupsStack(scope, stack, groups);
  return sets.length > 0
    ? new PermissionSetsStack(scope, stack, sets, edges)
    : new AwsGroupsStack(scope, stack, groups);
}

function overfull({ stack, kind, resources, edges }: Shard, plan: ShardPlan): WritError[] {
  const fault = (what: string): WritError[] => [
    new WritError('SHARD_TOO_LARGE', `stack \`${stack}\` would hold ${what}`, {
      place: { path: stack },
      remedy: `raise \`shards.${kind}\`, and move the state with it`,
    }),
  ];
  if (resources >= plan.maxResources)
    return fault(`${resources} resources, the bound is below ${plan.maxResources}`);
  if (kind === 'ticketed' && edges > plan.maxTicketedEdges)
    return fault(`${edges} edges, the bound is ${plan.maxTicketedEdges}`);
  return [];
}
