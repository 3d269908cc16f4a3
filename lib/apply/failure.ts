import { WritError, type Code } from '../kernel/index.js';
import type { Diagnostic } from './diagnostics.js';

/** How one run of the program ended otherwise than well. */
export interface FailedRun {
  readonly stack: string;
  readonly step: 'init' | 'plan' | 'show';
  /** Absent where a signal ended it. */
  readonly status?: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether it wrote a trace of a panic. */
  readonly panicked: boolean;
}

interface FailureKind {
  readonly code: Code;
  readonly says: RegExp;
  readonly what: string;
  readonly remedy: string;
}

/** What the program says, by what it begins with, and what to do. In order: the first that fits. */
const KINDS: readonly FailureKind[] = [
  {
    code: 'TERRAFORM_STATE_LOCKED',
    says: /acquiring the state lock/i,
    what: 'its state is locked by another run',
    remedy:
      'wait until the other run has ended; where it was killed, look at what it left before releasing its lock',
  },
  {
    code: 'TERRAFORM_LOCK',
    says: /checksum|lock file|dependency changes detected|Inconsistent dependency/i,
    what: 'the providers are not those that its lock file pins',
    remedy: 'put the reviewed builds into the mirror, or have a new lock file reviewed',
  },
  {
    code: 'TERRAFORM_PLUGIN',
    says: /query available provider|install provider|provider packages|required provider/i,
    what: 'a provider is not to be had',
    remedy:
      'add it with `terraform providers mirror` to the folder of `terraform.mirror`, or let the registry be reached',
  },
  {
    code: 'TERRAFORM_ACCOUNT',
    says: /account ID not allowed/i,
    what: 'the credential is of another AWS account than is configured',
    remedy: 'use the credential of `sources.aws.account`, or have that changed as governance',
  },
  {
    code: 'TERRAFORM_CRASHED',
    says: /plugin (?:did not respond|crashed)|panicked|plugin's response|Failed to load plugin/i,
    what: 'a provider crashed',
    remedy: 'run it again; if it comes again, report it to the provider with its version',
  },
  {
    code: 'TERRAFORM_BACKEND',
    says: /workspaces|discovery document|S3 bucket|backend|(?:load|read|refresh)(?:ing)? (?:the )?(?:existing )?state|token could not be found|HCP Terraform/i,
    what: 'where its state lies cannot be reached',
    remedy: 'check `terraform.backend`, the network and what the credential may do there',
  },
];

/** Why a run failed, with what the program says of it. */
export function failureOf({ stack, step, status, diagnostics, panicked }: FailedRun): WritError {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const said = errors.map(({ summary, detail }) => `${summary} ${detail}`);
  const kind = KINDS.find(({ says }) => said.some((each) => says.test(each)));
  const told = errors
    .slice(0, 3)
    .map(({ address, summary, detail }) => [address, summary, detail].filter(Boolean).join(': '))
    .join('; ');
  const because = told === '' ? '' : `: ${told}`;
  const at = { place: { path: stack } };
  if (!kind && (panicked || status === undefined))
    return new WritError(
      'TERRAFORM_CRASHED',
      `\`${stack}\`: the program broke down during ${step}${because}`,
      {
        ...at,
        remedy: 'run it again; if it comes again, report it with the version of the program',
      },
    );
  if (!kind)
    return new WritError('TERRAFORM_FAILED', `\`${stack}\`: ${step} ended with ${String(status)}${because}`, {
      ...at,
      remedy: 'mend what it names, and plan again; nothing was changed',
    });
  return new WritError(kind.code, `\`${stack}\`: ${kind.what}${because}`, { ...at, remedy: kind.remedy });
}
