import { needOf, onOneThing, type EscalationPath, type Need } from './path.js';

/** Credentials of one's own user are nobody else's. */
function ofOthers(action: string): Need {
  return { action, others: true };
}

/**
 * Becoming another principal. Another user counts even where there is one name, since no policy says what that user may
 * do. A role that may be taken on by its name was given on purpose and counts only where its permissions, or whom it
 * trusts, may be changed as well.
 */
export const PRINCIPAL_ACCESS: readonly EscalationPath[] = [
  {
    id: 'iam-002',
    name: 'make an access key for another user',
    gives: 'lasting credentials of that user',
    needs: [ofOthers('iam:CreateAccessKey')],
  },
  {
    id: 'iam-003',
    name: 'take an access key from another user who has two, and make a new one',
    gives: 'lasting credentials of that user',
    needs: onOneThing(ofOthers('iam:CreateAccessKey'), ofOthers('iam:DeleteAccessKey')),
  },
  {
    id: 'iam-004',
    name: 'set a first console password for another user',
    gives: 'the console as that user',
    needs: [ofOthers('iam:CreateLoginProfile')],
  },
  {
    id: 'iam-006',
    name: 'change the console password of another user',
    gives: 'the console as that user',
    needs: [ofOthers('iam:UpdateLoginProfile')],
  },
  {
    id: 'iam-012',
    name: 'change whom a role trusts',
    gives: 'the permissions of that role',
    needs: [needOf('iam:UpdateAssumeRolePolicy')],
  },
  {
    id: 'iam-014',
    name: 'attach any policy to a role and take the role on',
    gives: 'any permission, through that role',
    needs: onOneThing('iam:AttachRolePolicy', 'sts:AssumeRole'),
  },
  {
    id: 'iam-015',
    name: 'attach any policy to another user and make an access key for that user',
    gives: 'any permission, through that user',
    needs: onOneThing(ofOthers('iam:AttachUserPolicy'), ofOthers('iam:CreateAccessKey')),
  },
  {
    id: 'iam-016',
    name: 'rewrite a policy and take on a role that holds it',
    gives: 'any permission, through that role',
    needs: [needOf('iam:CreatePolicyVersion'), needOf('sts:AssumeRole')],
  },
  {
    id: 'iam-017',
    name: 'write a policy into a role and take the role on',
    gives: 'any permission, through that role',
    needs: onOneThing('iam:PutRolePolicy', 'sts:AssumeRole'),
  },
  {
    id: 'iam-018',
    name: 'write a policy into another user and make an access key for that user',
    gives: 'any permission, through that user',
    needs: onOneThing(ofOthers('iam:PutUserPolicy'), ofOthers('iam:CreateAccessKey')),
  },
  {
    id: 'iam-019',
    name: 'attach any policy to a role and let the role trust oneself',
    gives: 'any permission, through that role',
    needs: onOneThing('iam:AttachRolePolicy', 'iam:UpdateAssumeRolePolicy'),
  },
  {
    id: 'iam-020',
    name: 'rewrite a policy and let a role that holds it trust oneself',
    gives: 'any permission, through that role',
    needs: [needOf('iam:CreatePolicyVersion'), needOf('iam:UpdateAssumeRolePolicy')],
  },
  {
    id: 'iam-021',
    name: 'write a policy into a role and let the role trust oneself',
    gives: 'any permission, through that role',
    needs: onOneThing('iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy'),
  },
  {
    id: 'sts-001',
    name: 'take on roles that are not named one by one',
    gives: 'the permissions of any of them that trusts the account',
    needs: [{ action: 'sts:AssumeRole', reach: 'wide' }],
  },
];
