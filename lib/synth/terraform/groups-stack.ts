import type { Construct } from 'constructs';
import { IdentitystoreGroup } from '@cdktf/provider-aws/lib/identitystore-group';
import { Group as OktaGroup } from '@cdktf/provider-okta/lib/group';
import { OktaProvider } from '@cdktf/provider-okta/lib/provider';
import type { GroupDeclaration } from '../../manifest/index.js';
import { AwsStack } from './aws-stack.js';
import { GovernedStack } from './governed-stack.js';
import { literal } from './literal.js';
import { refResourceId } from './names.js';

/** Identity Store groups that no push makes. */
export class AwsGroupsStack extends AwsStack {
  constructor(scope: Construct, name: string, groups: readonly GroupDeclaration[]) {
    super(scope, name);
    for (const { ref, description } of groups) {
      new IdentitystoreGroup(this, refResourceId(ref), {
        displayName: literal(ref.name),
        identityStoreId: this.identityStoreId,
        ...(description ? { description: literal(description) } : {}),
      });
    }
  }
}

/** Okta groups; who is in them is in other stacks. */
export class OktaGroupsStack extends GovernedStack {
  constructor(scope: Construct, name: string, groups: readonly GroupDeclaration[]) {
    super(scope, name, 'okta');
    new OktaProvider(this, 'okta', {});
    for (const { ref, description } of groups) {
      new OktaGroup(this, refResourceId(ref), {
        name: literal(ref.name),
        ...(description ? { description: literal(description) } : {}),
      });
    }
  }
}
