import { RootConstruct, type Construct } from 'constructs';
import type { TerraformStack } from 'cdktf';
import { WritError, WritErrors } from '../../kernel/index.js';
import type { GroupDeclaration, Shard, WantedEdge } from '../../manifest/index.js';
import type { Provider } from '../../model/index.js';
import type { IdentityLinks } from '../../identity/index.js';
import type { StackSettings } from '../../plan/index.js';
import type { StackContents } from './contents.js';
import { AppsStack } from './apps-stack.js';
import { AwsGroupsStack, OktaGroupsStack } from './groups-stack.js';
import { AwsHoldingsStack, OktaHoldingsStack } from './holdings-stack.js';
import { render } from './render.js';
import { SETTINGS } from './governed-stack.js';
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
  settings: StackSettings,
): readonly RenderedShard[] {
  const rendered = contents.map((each) => renderShard(each, links, settings));
  const faults = rendered.flatMap(({ shard }) => overfull(shard, plan));
  const [first] = faults;
  if (first)
    throw faults.length === 1
      ? first
      : new WritErrors('SHARD_TOO_LARGE', `${faults.length} stacks pass their bound`, faults);
  return rendered;
}

function renderShard(contents: StackContents, links: IdentityLinks, settings: StackSettings): RenderedShard {
  const root = new RootConstruct();
  root.node.setContext(SETTINGS, settings);
  const { text, digest, resources } = render(stackOf(root, contents, links));
  const { stack, kind, provider, edges } = contents;
  return { shard: { stack, kind, provider, resources, edges: edges.length, digest }, text };
}

type RenderHoldings = (
  ...of: [scope: Construct, stack: string, edges: readonly WantedEdge[], links: IdentityLinks]
) => TerraformStack;

/** Who is in groups and holds things directly, by provider. */
const HOLDINGS: Readonly<Record<Provider, RenderHoldings>> = {
  aws: (...of) => new AwsHoldingsStack(...of),
  okta: (...of) => new OktaHoldingsStack(...of),
};

type Groups = (
  ...of: [scope: Construct, stack: string, groups: readonly GroupDeclaration[]]
) => TerraformStack;

/** Groups, by provider. */
const GROUPS: Readonly<Record<Provider, Groups>> = {
  aws: (...of) => new AwsGroupsStack(...of),
  okta: (...of) => new OktaGroupsStack(...of),
};

function stackOf(scope: Construct, contents: StackContents, links: IdentityLinks): TerraformStack {
  const { stack, family, provider, groups, sets, edges } = contents;
  if (family === undefined) return HOLDINGS[provider](scope, stack, edges, links);
  switch (family) {
    case 'groups':
      return GROUPS[provider](scope, stack, groups);
    case 'apps':
      return new AppsStack(scope, stack, edges);
    case 'sets':
      return new PermissionSetsStack(scope, stack, sets, edges);
  }
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
