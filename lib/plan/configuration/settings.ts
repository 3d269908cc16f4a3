/** What the configuration of the project puts into every stack beside the declarations. */
export interface StackSettings {
  /** Which AWS the provider may touch. @default - the environment says it */
  readonly aws?: {
    /** The Region of the Identity Center instance. */
    readonly region: string;
    /** The one account whose credential may be used, as 12 digits. @default - any */
    readonly account?: string;
  };
  /** Where states lie. @default - on this machine's disk */
  readonly backend?: StackBackend;
}

/**
 * The part of a backend that stands in the stack. Where exactly a state lies is given to Terraform beside it, which leaves these bytes alone; a `cloud` block takes
 * nothing beside it and stands whole.
 */
export type StackBackend =
  | { readonly kind: 'local' }
  | { readonly kind: 's3' }
  | {
      readonly kind: 'cloud';
      readonly organization: string;
      /** @default - HCP Terraform's own */
      readonly hostname?: string;
      /** Before the stack's name in the name of its workspace. @default - nothing */
      readonly prefix?: string;
    };

/** The block of a backend in one stack, as Terraform JSON has it. */
export function backendBlock(stack: string, backend: StackBackend = { kind: 'local' }): object {
  switch (backend.kind) {
    case 'local':
      return { backend: { local: { path: `../../state/${stack}.tfstate` } } };
    case 's3':
      return { backend: { s3: {} } };
    case 'cloud': {
      const { organization, hostname, prefix = '' } = backend;
      const workspaces = { name: `${prefix}${stack}` };
      return { cloud: { organization, ...(hostname === undefined ? {} : { hostname }), workspaces } };
    }
  }
}

/** The arguments of the AWS provider, as Terraform JSON has them. Never `region` of a resource, which provider 5 does not know. */
export function awsArguments({ aws }: StackSettings): object {
  if (!aws) return {};
  return {
    ...(aws.account === undefined ? {} : { allowed_account_ids: [aws.account] }),
    region: aws.region,
  };
}
