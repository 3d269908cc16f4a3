import { sortedTexts, WritError } from '../../kernel/index.js';

/** Names that steer the program or its providers, whoever set them. */
const STEERING = /^(?:TF_|TOFU_|AWS_ENDPOINT_URL)/;

/** What the program is given, all of it. */
export interface EnvironmentProps {
  /** Folders that are its own. */
  readonly home: string;
  readonly temporary: string;
  readonly data: string;
  /** Its CLI configuration. */
  readonly cliConfig: string;
  /** Of the one credential, and where AWS or Okta is: by the names that the providers read. */
  readonly provider: Readonly<Record<string, string>>;
  /** File of certificates to trust. */
  readonly caBundle?: string;
  /** URL of the proxy for https. */
  readonly proxy?: string;
}

/**
 * Refuses an environment that would steer the program. It is refused and not dropped: whoever set such a variable expects something of it.
 * Throws TERRAFORM_ENVIRONMENT with all their names, and no value.
 */
export function refuseInherited(env: Readonly<Record<string, string | undefined>>): void {
  const names = sortedTexts(Object.keys(env).filter((name) => STEERING.test(name.toUpperCase())));
  if (names.length === 0) return;
  throw new WritError(
    'TERRAFORM_ENVIRONMENT',
    `the environment has ${names.map((name) => `\`${name}\``).join(', ')}, which would steer what is planned`,
    { remedy: `unset ${names.join(' ')}; what Terraform needs stands in \`terraform\` of the configuration` },
  );
}

/** The environment of the program, built from nothing: no PATH, and no file of the machine that AWS or the program would read. */
export function environmentOf(props: EnvironmentProps): Readonly<Record<string, string>> {
  const { home, temporary, data, cliConfig, provider, caBundle, proxy } = props;
  return {
    HOME: home,
    TMPDIR: temporary,
    TF_DATA_DIR: data,
    TF_CLI_CONFIG_FILE: cliConfig,
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: `${home}/no-aws-config`,
    AWS_SHARED_CREDENTIALS_FILE: `${home}/no-aws-credentials`,
    ...provider,
    ...(caBundle === undefined ? {} : { SSL_CERT_FILE: caBundle, AWS_CA_BUNDLE: caBundle }),
    ...(proxy === undefined ? {} : { HTTPS_PROXY: proxy }),
  };
}

/** The CLI configuration: where plugins come from, and nothing else. */
export function cliConfigOf(mirror: string | undefined, cache: string): string {
  const source =
    mirror === undefined ? 'direct {}' : `filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }`;
  return [
    'disable_checkpoint = true',
    `plugin_cache_dir = ${JSON.stringify(cache)}`,
    `provider_installation {\n  ${source}\n}`,
    '',
  ].join('\n');
}
