import type { Construct } from 'constructs';
import { AppGroupAssignment } from '@cdktf/provider-okta/lib/app-group-assignment';
import { WritError } from '../../kernel/index.js';
import { isApp, isGroup, isOktaGroup } from '../../model/index.js';
import type { WantedEdge } from '../../manifest/index.js';
import { edgeResourceId } from './names.js';
import { OktaStack } from './okta-stack.js';

/** What carriers hold of Okta apps; who is in them is in other stacks. */
export class AppsStack extends OktaStack {
  constructor(scope: Construct, name: string, edges: readonly WantedEdge[]) {
    super(scope, name);
    for (const edge of edges) this.addAssignment(edge);
  }

  private addAssignment({ id, edge }: WantedEdge): void {
    const { holder, target } = edge;
    if (!isApp(target) || !isGroup(holder) || !isOktaGroup(holder))
      throw new WritError('BUG', `structure \`${id}\` is no assignment of an app to a group`, {
        remedy: 'report this with the manifest',
      });
    new AppGroupAssignment(this, edgeResourceId('assignment', id), {
      appId: this.appId(target),
      groupId: this.groupId(holder),
    });
  }
}
