import type { EscalationPath } from './path.js';

/**
 * Changing what is written about principals. A policy, role or group that is named may be one's own or one that others
 * hold, so each counts however little is reached; so does one's own user, who may then be given anything.
 */
export const SELF_ESCALATION: readonly EscalationPath[] = [
  {
    id: 'iam-001',
    name: 'write another version of a policy and make it the one that counts',
    gives: 'any permission to whoever holds that policy',
    needs: [{ action: 'iam:CreatePolicyVersion' }],
  },
  {
    id: 'iam-005',
    name: 'write a policy into a role',
    gives: 'any permission to that role',
    needs: [{ action: 'iam:PutRolePolicy' }],
  },
  {
    id: 'iam-007',
    name: 'write a policy into a user',
    gives: 'any permission to that user, oneself among them',
    needs: [{ action: 'iam:PutUserPolicy' }],
  },
  {
    id: 'iam-008',
    name: 'attach any policy to a user',
    gives: 'any permission to that user, oneself among them',
    needs: [{ action: 'iam:AttachUserPolicy' }],
  },
  {
    id: 'iam-009',
    name: 'attach any policy to a role',
    gives: 'any permission to that role',
    needs: [{ action: 'iam:AttachRolePolicy' }],
  },
  {
    id: 'iam-010',
    name: 'attach any policy to a group',
    gives: 'any permission to all in that group',
    needs: [{ action: 'iam:AttachGroupPolicy' }],
  },
  {
    id: 'iam-011',
    name: 'write a policy into a group',
    gives: 'any permission to all in that group',
    needs: [{ action: 'iam:PutGroupPolicy' }],
  },
  {
    id: 'iam-013',
    name: 'put any user into a group',
    gives: 'the permissions of that group',
    needs: [{ action: 'iam:AddUserToGroup' }],
  },
];
