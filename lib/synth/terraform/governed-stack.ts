import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { backendBlock, type StackSettings } from '../../plan/index.js';

/** What each provider is called and which versions both the bindings and this program know. */
const PROVIDERS = {
  aws: { source: 'hashicorp/aws', version: '>= 5.100.0, < 7.0.0' },
  okta: { source: 'okta/okta', version: '>= 4.20.0, < 7.0.0' },
} as const;

/** A provider that Writ synthesizes for. */
export type ProviderName = keyof typeof PROVIDERS;

/** Under which name the root of a stack has its settings. */
export const SETTINGS = 'writ.stacks';

/** A bounded stack: its state in one place, one provider within its versions. */
export abstract class GovernedStack extends TerraformStack {
  protected readonly settings: StackSettings;
  private readonly lookedUp = new Set<string>();

  protected constructor(scope: Construct, name: string, provider: ProviderName) {
    super(scope, name);
    this.settings = (this.node.tryGetContext(SETTINGS) as StackSettings | undefined) ?? {};
    for (const [block, said] of Object.entries(backendBlock(name, this.settings.backend)))
      this.addOverride(`terraform.${block}`, said);
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
