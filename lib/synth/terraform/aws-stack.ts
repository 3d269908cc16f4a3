import type { Construct } from 'constructs';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { DataAwsIdentitystoreGroup } from '@cdktf/provider-aws/lib/data-aws-identitystore-group';
import { DataAwsSsoadminInstances } from '@cdktf/provider-aws/lib/data-aws-ssoadmin-instances';
import { DataAwsSsoadminPermissionSet } from '@cdktf/provider-aws/lib/data-aws-ssoadmin-permission-set';
import type { AwsGroupRef, PermissionSetRef } from '../../model/index.js';
import { GovernedStack } from './governed-stack.js';
import { expression, literal } from './literal.js';
import { refResourceId } from './names.js';

const INSTANCES = 'data.aws_ssoadmin_instances.instance';

/** A stack in one Identity Center instance; what other stacks own is looked up by name. */
export abstract class AwsStack extends GovernedStack {
  protected readonly instanceArn = expression(`tolist(${INSTANCES}.arns)[0]`);
  protected readonly identityStoreId = expression(`tolist(${INSTANCES}.identity_store_ids)[0]`);

  protected constructor(scope: Construct, name: string) {
    super(scope, name, 'aws');
    const { region, account } = this.settings.aws ?? {};
    new AwsProvider(this, 'aws', {
      ...(region === undefined ? {} : { region }),
      ...(account === undefined ? {} : { allowedAccountIds: [account] }),
    });
    new DataAwsSsoadminInstances(this, 'instance', {});
  }

  /** The id of an Identity Store group that exists by then: made by another stack, or by SCIM. */
  protected groupId(ref: AwsGroupRef): string {
    const id = refResourceId(ref);
    this.once(`group_${id}`, (name) => {
      new DataAwsIdentitystoreGroup(this, name, {
        identityStoreId: this.identityStoreId,
        alternateIdentifier: {
          uniqueAttribute: { attributePath: 'DisplayName', attributeValue: literal(ref.name) },
        },
      });
    });
    return expression(`data.aws_identitystore_group.group_${id}.group_id`);
  }

  /** The ARN of a permission set of another stack. */
  protected setArn(ref: PermissionSetRef): string {
    const id = refResourceId(ref);
    this.once(`set_${id}`, (name) => {
      new DataAwsSsoadminPermissionSet(this, name, {
        instanceArn: this.instanceArn,
        name: literal(ref.name),
      });
    });
    return expression(`data.aws_ssoadmin_permission_set.set_${id}.arn`);
  }
}
