import { LocalBackend, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/** What each provider is called and which versions both the bindings and this program know. */
const PROVIDERS = {
  aws: { source: 'hashicorp/aws', version: '>= 5.100.0, < 7.0.0' },
  okta: { source: 'okta/okta', version: '>= 4.20.0, < 7.0.0' },
} as const;

/** A provider that Writ synthesizes for. */
export type ProviderName = keyof typeof PROVIDERS;

/** A bounded stack: local state at a fixed place beside the stacks, one provider within its versions. */
export abstract class GovernedStack extends TerraformStack {
  private readonly lookedUp = new Set<string>();

  protected constructor(scope: Construct, name: string, provider: ProviderName) {
    super(scope, name);
    new LocalBackend(this, { path: `../../state/${name}.tfstate` });
    this.addOverride(`terraform.required_providers.${provider}`, PROVIDERS[provider]);
    this.addOverride('terraform.required_version', '>= 1.5.0');
  }

  /** Makes a data source of this name unless it is there. */
  protected once(name: string, make: (name: string) => void): void {
    if (this.lookedUp.has(name)) return;
    this.lookedUp.add(name);
    make(name);
  }
}
