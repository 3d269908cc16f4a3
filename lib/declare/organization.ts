import { RootConstruct } from 'constructs';
import { DEFAULT_OPERATING_MODEL, type OperatingModel } from './operating-model.js';

/** Props of an {@link Organization}. */
export interface OrganizationProps {
  /** What people call the organization. */
  readonly name: string;
  /** @default - DEFAULT_OPERATING_MODEL; tiers given replace those of the default whole */
  readonly operatingModel?: Partial<OperatingModel>;
}

/** The root of all declarations. */
export class Organization extends RootConstruct {
  readonly name: string;
  readonly operatingModel: OperatingModel;

  constructor(props: OrganizationProps) {
    super();
    this.name = props.name;
    this.operatingModel = { ...DEFAULT_OPERATING_MODEL, ...props.operatingModel };
  }
}
