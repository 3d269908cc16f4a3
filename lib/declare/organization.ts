import { RootConstruct } from 'constructs';
import { markOrganization } from './declaration.js';
import { DEFAULT_OPERATING_MODEL, type OperatingModel } from './operating-model.js';

/** Props of an {@link Organization}. */
export interface OrganizationProps {
  /** What people call the organization. */
  readonly name: string;
  /**
   * What each tier demands.
   * @default - DEFAULT_OPERATING_MODEL; tiers given replace those of the default whole
   */
  readonly operatingModel?: Partial<OperatingModel>;
}

const listening = new Set<Organization[]>();

/** Notes every organization made until `stop`. */
export function onOrganizations(): { readonly all: readonly Organization[]; stop(): void } {
  const all: Organization[] = [];
  listening.add(all);
  return { all, stop: () => void listening.delete(all) };
}

/** The root of all declarations. */
export class Organization extends RootConstruct {
  /** What people call it. */
  readonly name: string;
  /** What each tier demands. */
  readonly operatingModel: OperatingModel;

  constructor(props: OrganizationProps) {
    super();
    markOrganization(this);
    for (const made of listening) made.push(this);
    this.name = props.name;
    this.operatingModel = { ...DEFAULT_OPERATING_MODEL, ...props.operatingModel };
  }
}
