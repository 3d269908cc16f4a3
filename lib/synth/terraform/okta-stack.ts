import type { Construct } from 'constructs';
import { DataOktaApp } from '@cdktf/provider-okta/lib/data-okta-app';
import { DataOktaGroup } from '@cdktf/provider-okta/lib/data-okta-group';
import { OktaProvider } from '@cdktf/provider-okta/lib/provider';
import type { OktaAppRef, OktaGroupRef } from '../../model/index.js';
import { GovernedStack } from './governed-stack.js';
import { expression, literal } from './literal.js';
import { refResourceId } from './names.js';

/** A stack in one Okta org; what other stacks own is looked up by name. */
export abstract class OktaStack extends GovernedStack {
  protected constructor(scope: Construct, name: string) {
    super(scope, name, 'okta');
    new OktaProvider(this, 'okta', {});
  }

  /** The id of an Okta group that exists by then. */
  protected groupId(ref: OktaGroupRef): string {
    const id = refResourceId(ref);
    this.once(`group_${id}`, (name) => new DataOktaGroup(this, name, { name: literal(ref.name) }));
    return expression(`data.okta_group.group_${id}.id`);
  }

  /**
   * The id of an app. The provider falls back to the first label that begins so where none is equal: what it answers is
   * for the plan to hold against the inventory.
   */
  protected appId(ref: OktaAppRef): string {
    const id = refResourceId(ref);
    this.once(`app_${id}`, (name) => new DataOktaApp(this, name, { label: literal(ref.name) }));
    return expression(`data.okta_app.app_${id}.id`);
  }
}
