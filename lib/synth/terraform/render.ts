import type { TerraformStack } from 'cdktf';
import { canonicalJson, digest, type Digest } from '../../kernel/index.js';
import { refuseSecrets } from './secrets.js';

/** A stack as Terraform reads it. */
export interface RenderedStack {
  /** Terraform JSON, members sorted, two spaces, one line end at the end. */
  readonly text: string;
  /** Over the canonical form of the same JSON. */
  readonly digest: Digest;
  /** Resources, data sources not counted. */
  readonly resources: number;
}

/** Renders a stack without what differs between machines or says nothing. Throws SECRET_SYNTHESIZED. */
export function render(stack: TerraformStack): RenderedStack {
  const { '//': _metadata, data, resource, ...rest } = stack.toTerraform() as TerraformJson;
  const resources = withoutMetadata(resource);
  const name = stack.node.id;
  refuseSecrets(name, resources);
  const json = {
    ...rest,
    '//': { metadata: { backend: backendOf(rest), stackName: name } },
    ...(data ? { data: withoutMetadata(data) } : {}),
    resource: resources,
  };
  const canonical = canonicalJson(json);
  return {
    text: `${JSON.stringify(JSON.parse(canonical), null, 2)}\n`,
    digest: digest(canonical),
    resources: Object.values(resources).reduce((sum, named) => sum + Object.keys(named).length, 0),
  };
}

/** The kind of backend, as the `terraform` block has it. */
function backendOf({ terraform }: TerraformJson): string {
  const { backend = {}, cloud } = (terraform ?? {}) as { backend?: object; cloud?: object };
  return cloud ? 'cloud' : (Object.keys(backend)[0] ?? 'local');
}

type BlocksByName = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
interface TerraformJson {
  readonly '//'?: unknown;
  readonly data?: Readonly<Record<string, BlocksByName>>;
  readonly resource?: Readonly<Record<string, BlocksByName>>;
  readonly [member: string]: unknown;
}

/** Construct paths repeat the addresses and make a file twice as large. */
function withoutMetadata(
  blocks: Readonly<Record<string, BlocksByName>> = {},
): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(blocks).map(([type, named]) => [
      type,
      Object.fromEntries(
        Object.entries(named).map(([id, { '//': _path, ...attributes }]) => [id, attributes]),
      ),
    ]),
  );
}
