import { by, sorted } from '../kernel/index.js';
import type { PlannedChange } from '../plan/index.js';

/** What one stack makes and looks up by name, as its Terraform JSON says it. */
export interface StackNames {
  /** Address of what is made, by its name. */
  readonly makes: ReadonlyMap<string, string>;
  readonly looksUp: ReadonlySet<string>;
}

type JsonBlock = Readonly<Record<string, unknown>>;

/** Where the name stands, of what is made and of what looks it up. */
const MADE: Readonly<Record<string, string>> = {
  aws_identitystore_group: 'display_name',
  aws_ssoadmin_permission_set: 'name',
  okta_group: 'name',
};
const LOOKED_UP: Readonly<Record<string, readonly string[]>> = {
  aws_identitystore_group: ['alternate_identifier', 'unique_attribute', 'attribute_value'],
  aws_ssoadmin_permission_set: ['name'],
  okta_group: ['name'],
};

/** The names of a stack whose configuration was read and not refused. */
export function namesOf(configuration: Uint8Array): StackNames {
  const { resource, data } = JSON.parse(Buffer.from(configuration).toString('utf8')) as {
    readonly resource?: JsonBlock;
    readonly data?: JsonBlock;
  };
  const makes = Object.entries(MADE).flatMap(([type, attribute]) =>
    blocks(resource, type).map(
      ([name, block]) => [nameKey(type, at(block, [attribute])), `${type}.${name}`] as const,
    ),
  );
  const looksUp = Object.entries(LOOKED_UP).flatMap(([type, path]) =>
    blocks(data, type).map(([, block]) => nameKey(type, at(block, path))),
  );
  return { makes: new Map(makes), looksUp: new Set(looksUp) };
}

/** What is known of a stack of an earlier wave. */
export interface EarlierStack extends StackNames {
  readonly stack: string;
  /** What its plan does; absent where it could not be planned. */
  readonly changes?: readonly PlannedChange[];
}

/** The stacks of earlier waves that a stack has to wait for: they make by name what it looks up, and have yet to, or nobody knows whether. In order. */
export function waitsFor({ looksUp }: StackNames, earlier: readonly EarlierStack[]): readonly string[] {
  const waited = earlier.filter(({ makes, changes }) =>
    [...makes].some(([name, address]) => looksUp.has(name) && isPending(address, changes)),
  );
  return sorted(
    waited.map(({ stack }) => stack),
    by((stack) => stack),
  );
}

function isPending(address: string, changes: readonly PlannedChange[] | undefined): boolean {
  const change = changes?.find((each) => each.address === address);
  return change === undefined || change.action !== 'no-op';
}

function nameKey(type: string, name: unknown): string {
  return JSON.stringify([type, name]);
}

function blocks(of: JsonBlock | undefined, type: string): [string, unknown][] {
  return Object.entries((of?.[type] ?? {}) as JsonBlock);
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (inner as JsonBlock | undefined)?.[name], value);
}
