import type { AwsLimits } from '../adapters/aws/limits.js';
import type { OktaLimits } from '../adapters/okta/config.js';
import type { CredentialSource } from '../adapters/terraform/credential.js';
import type { Organization } from '../declare/index.js';
import type { FallAccepted, FeedLimits } from '../identity/index.js';
import type { Patience, Rails } from '../drift/index.js';

/** What `writ.config.ts` exports. Paths are relative to the project's folder. Credentials never stand here. */
export interface WritConfig {
  /** The declarations, loaded only by commands that need them: `() => import('./entitlements/index.js')`. */
  readonly organization: () => Promise<{ declare(): Organization }>;
  /** Folder of ticket files. */
  readonly requests: string;
  /** The identity feeds; each has its manifest beside it. */
  readonly feeds: FeedsConfig;
  /** File of decisions (writ.decisions/1). */
  readonly decisions: string;
  /** Folder of the rules that decide (`*.cedar`). @default - nothing can be decided */
  readonly policy?: string;
  /** File of what the forge was seen to say of changes and reviews (writ.observations/3). @default - nothing was seen */
  readonly observations?: string;
  /** Digests of the policies that decisions may be made under. @default - any that is not a placeholder */
  readonly policies?: readonly string[];
  /** Folder that synth writes to. @default - `cdktf.out` */
  readonly out?: string;
  /**
   * Over how many stacks each kind of content is spread, per source. Changing a number moves things between states.
   * @default - 4 of structure, 8 of birthrights, 128 of tickets
   */
  readonly shards?: { readonly structure?: number; readonly standing?: number; readonly ticketed?: number };
  /** Where an earlier Writ kept first-seen times and intents; a founding brings it in. @default - `.writ/journal.jsonl` */
  readonly journal?: string;
  /** How far, in milliseconds, a recorded time may lie ahead of the clock. @default - five minutes */
  readonly clockSkew?: number;
  /** What of a pull request is governance. @default - all that is no ticket, record or plain documentation */
  readonly governance?: GovernanceConfig;
  /** The ledger, and who governs it. @default - `.writ/ledger`, keys in `.writ/ledger-keys` */
  readonly ledger?: LedgerConfig;
  /** How Terraform or OpenTofu is run. @default - the one on the PATH, states in `.writ/state`, plugins from their registry */
  readonly terraform?: TerraformConfig;
  /** What is swept. Absent = not swept; at least one is needed. */
  readonly sources: SourcesConfig;
  /** Safety rails of revert. @default - DEFAULT_RAILS; a rail given replaces that one */
  readonly rails?: Partial<Rails>;
  /** Native ids of our own pipeline's identities in the audit logs. Empty = every change is somebody else's. */
  readonly pipeline?: readonly string[];
  /** How long to wait. @default - DEFAULT_PATIENCE */
  readonly patience?: Partial<Patience>;
}

/** What of a change is governance, told by its paths. The base's configuration says it, never that of the change. */
export interface GovernanceConfig {
  /** The project's folder in its repository, like `infra/access`. @default - the root of the repository */
  readonly project?: string;
  /**
   * Patterns of plain documentation, from the root of the repository: `*` within a segment, `**` over segments. Whatever the declarations, the rules or a
   * workflow load does not become documentation by it.
   * @default - README.md, CHANGELOG.md, CONTRIBUTING.md, LICENSE, and Markdown and pictures below docs/
   */
  readonly documentation?: readonly string[];
}

/** Where the evidence lies. Private keys never lie in the repository. */
export interface LedgerConfig {
  /** @default - `.writ/ledger` */
  readonly folder?: string;
  /** Folder of private keys and the signer's memory; outside the ledger. @default - the ledger's folder with `-keys` */
  readonly keys?: string;
  /** Unix socket of a signer in a process of its own (`writ ledger signer`). @default - its key is in `keys`, and signs here */
  readonly signer?: string;
  /** The repository's id, as every pipeline knows it: `github.com/example/access`. */
  readonly repository?: string;
  /** The log's name in checkpoints. @default - the repository's id with `/ledger` */
  readonly origin?: string;
  /** Two people or more, by id, who sign the first entry and every change of keys. */
  readonly governors?: readonly string[];
  /** A file on a branch of a git repository that the writer cannot rewrite. Absent = nothing is anchored. */
  readonly anchor?: AnchorConfig;
}

/** Where checkpoints are laid out of the writer's reach. */
export interface AnchorConfig {
  /** Path of a clone, or of a bare repository. */
  readonly repository: string;
  /** @default - `ledger-anchor` */
  readonly branch?: string;
  /** @default - `checkpoint` */
  readonly file?: string;
  /** A remote of the repository that protects the branch. @default - the repository itself */
  readonly remote?: string;
}

/** How Terraform or OpenTofu is run. Nothing of the environment reaches it but what is named here. */
export interface TerraformConfig {
  /** Path of the program. @default - the first `terraform`, else `tofu`, on the PATH */
  readonly binary?: string;
  /** Folder of provider plugins, laid out as `terraform providers mirror` does. @default - their registry */
  readonly mirror?: string;
  /** Reviewed lock files of the providers, by provider. @default - what the first shard of a run finds; planning warns */
  readonly lock?: { readonly aws?: string; readonly okta?: string };
  /** Where states lie. @default - `{ local: '.writ/state' }` */
  readonly backend?: BackendConfig;
  /** Shards at a time. @default - 2 */
  readonly parallelism?: number;
  /** Where the one AWS credential comes from. @default - AWS_ACCESS_KEY_ID and its companions */
  readonly credentials?: CredentialSource;
  /** The longest that one run of the program may take, in milliseconds. @default - 20 minutes */
  readonly timeout?: number;
  /** File of certificates to trust. @default - the machine's */
  readonly caBundle?: string;
  /** URL of the proxy for https. @default - none, whatever the environment says */
  readonly proxy?: string;
}

/** Where states lie, one for each stack; all of them with locking. */
export type BackendConfig =
  /** A folder outside of the output. */
  | { readonly local: string }
  /** A bucket, locked by files beside the states. */
  | {
      readonly s3: {
        readonly bucket: string;
        readonly region: string;
        /** Before `<stack>.tfstate`. @default - nothing */
        readonly prefix?: string;
        readonly kmsKeyId?: string;
      };
    }
  /** HCP Terraform; its workspaces have to run locally. */
  | {
      readonly cloud: {
        readonly organization: string;
        readonly hostname?: string;
        /** Before the stack's name in the name of its workspace. */
        readonly prefix?: string;
        /** Name of the environment variable that holds the token. @default - `WRIT_HCP_TOKEN` */
        readonly tokenEnv?: string;
      };
    };

/** The identity feeds, and what they are held to. */
export interface FeedsConfig {
  /** What HR has: people, and the authority over their attributes. */
  readonly hr: FeedPaths | JsonFeed | ScimFeed;
  /** What the directory has: accounts. Several are read as one, each with the accounts of its own source. */
  readonly directory: DirectoryFeed | readonly DirectoryFeed[];
  /** Who may approve for whom (writ.delegations/1). @default - nobody for anybody */
  readonly delegations?: FeedPaths;
  /** What happened elsewhere that access begins or ends by (writ.events/1). @default - nothing to refer to */
  readonly events?: FeedPaths;
  /** Static credentials of workloads (writ.credentials/1). @default - nothing is concluded of credentials */
  readonly credentials?: FeedPaths;
  /** People who have no manager by right: `hr:…`. @default - the one without a manager, where there is only one */
  readonly heads?: readonly string[];
  /** How far a feed may fall below the one accepted last, and the four clocks. @default - DEFAULT_FEED_LIMITS */
  readonly limits?: Partial<FeedLimits>;
  /** Falls that a person at work confirmed, each for the one digest. Absent = none. */
  readonly accepted?: readonly FallAccepted[];
}

/** Where accounts may come from. */
export type DirectoryFeed = FeedPaths | JsonFeed | ScimFeed | OktaFeed;

/** A JSON list of flat objects, with the columns of the CSV as members. */
export interface JsonFeed {
  /** The list and its manifest. */
  readonly json: FeedPaths;
}

/** SCIM 2.0 users: a dump with its manifest, or a service that is asked for them. */
export interface ScimFeed {
  /** The dump or the service, and the id of the source whose accounts these are (`scim` by default). */
  readonly scim: (FeedPaths | ScimService) & { readonly source?: string };
}

/** A SCIM 2.0 service. */
export interface ScimService {
  /** Base URL: `https://hr.example.com/scim/v2`. */
  readonly url: string;
  /** Name of the environment variable that holds the bearer token. @default - `SCIM_TOKEN` */
  readonly tokenEnv?: string;
}

/** The users of an Okta organization. */
export interface OktaFeed {
  /** The organization. @default - that of `sources.okta` */
  readonly okta: Partial<Pick<OktaSourceConfig, 'orgUrl' | 'tokenEnv' | 'limits'>>;
}

/** A feed and its manifest. */
export interface FeedPaths {
  /** The file of records. */
  readonly data: string;
  /** What the feed says of itself: when it was made, how many rows, their digest. */
  readonly manifest: string;
}

/** Where the live world is. Credentials come from the provider chain of AWS and from the environment for Okta. */
export interface SourcesConfig {
  /** Identity Center and its Identity Store. */
  readonly aws?: AwsSourceConfig;
  /** Okta: its groups and apps. */
  readonly okta?: OktaSourceConfig;
}

/** One Identity Center instance. */
export interface AwsSourceConfig {
  /** The Region of the instance. */
  readonly region: string;
  /**
   * The account that holds the instance, or the one that it is delegated to, as 12 digits: the only one whose credential Terraform may use. Absent = any; synthesis warns.
   */
  readonly account?: string;
  /** Only to reach something that speaks like AWS. @default - AWS's own */
  readonly endpoint?: string;
  /** @default - the one instance that ListInstances shows */
  readonly instanceArn?: string;
  /**
   * Whether the texts of the AWS managed policies in use are read live (`iam:GetPolicy`, `iam:GetPolicyVersion`), so that a change
   * by AWS is seen. One that cannot be read is told, and judged by what AWS had published. @default - true
   */
  readonly livePolicies?: boolean;
  /** How hard AWS is worked. @default - a little below its published quotas */
  readonly limits?: Partial<AwsLimits>;
}

/** One Okta organization. */
export interface OktaSourceConfig {
  /** Where the organization is: `https://example.okta.com`. */
  readonly orgUrl: string;
  /** Name of the environment variable that holds the API token. @default - `OKTA_API_TOKEN` */
  readonly tokenEnv?: string;
  /** The app that pushes groups to Identity Center. @default - the one app of that kind */
  readonly pushAppId?: string;
  /** How hard Okta is worked. @default - DEFAULT_LIMITS of the adapter, which leave room for other clients */
  readonly limits?: Partial<OktaLimits>;
}

/** Types a configuration; what it says is checked when a command loads it. */
export function defineConfig(config: WritConfig): WritConfig {
  return config;
}
