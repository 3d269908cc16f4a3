import { RootConstruct } from 'constructs';
import { markOrganization } from './declaration.js';
import type { GovernanceProps } from './governance.js';
import { DEFAULT_OPERATING_MODEL, type OperatingModel, type TierRules } from './operating-model.js';

/** Props of an {@link Organization}. */
export interface OrganizationProps {
  /** What people call the organization. */
  readonly name: string;
  /**
   * What each tier demands.
   * @default - DEFAULT_OPERATING_MODEL; tiers given replace those of the default whole
   */
  readonly operatingModel?: Partial<OperatingModel>;
  /** Who decides on governance changes. @default - nobody can: every one is refused */
  readonly governance?: GovernanceProps;
}

/** The root of all declarations. */
export class Organization extends RootConstruct {
  /** What people call it. */
  readonly name: string;
  /** What each tier demands. */
  readonly operatingModel: OperatingModel;
  /** Who decides on governance changes. */
  readonly governance?: GovernanceProps;

  constructor(props: OrganizationProps) {
    super();
    markOrganization(this);
    this.name = props.name;
    this.operatingModel = { ...DEFAULT_OPERATING_MODEL, ...given(props.operatingModel) };
    if (props.governance) this.governance = props.governance;
  }
}

/** Without what is written as undefined, which would take the tier's defaults away and put nothing in their place. */
function given(model: Partial<OperatingModel> = {}): Partial<OperatingModel> {
  const tiers: [string, TierRules | undefined][] = Object.entries(model);
  return Object.fromEntries(tiers.filter(([, rules]) => rules !== undefined));
}
