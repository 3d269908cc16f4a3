import type { Tier } from '../tiers.js';

/** What one of Okta's standard admin roles can do to who has access. */
export interface OktaAdminRole {
  /** As Okta's console calls it. */
  readonly title: string;
  readonly tier: Tier;
  /** How it changes who can do what, or becomes somebody who can; absent of what only reads. */
  readonly changes?: string;
}

/**
 * Okta's own admin roles, by the type that its API gives them. A custom role is what its permissions are, and counts as not judged until they are read.
 * Source: https://help.okta.com/en-us/content/topics/security/administrators-admin-comparison.htm
 */
export const OKTA_ADMIN_ROLES = {
  SUPER_ADMIN: {
    title: 'Super Administrator',
    tier: 'administrator',
    changes: 'grants every admin role, and changes every user, group, app and policy',
  },
  ORG_ADMIN: {
    title: 'Organizational Administrator',
    tier: 'permissions-management',
    changes:
      'changes users, groups and who has which app, and resets passwords and factors of who is no administrator',
  },
  APP_ADMIN: {
    title: 'Application Administrator',
    tier: 'permissions-management',
    changes: 'creates apps, and assigns them to users and groups',
  },
  API_ACCESS_MANAGEMENT_ADMIN: {
    title: 'API Access Management Administrator',
    tier: 'permissions-management',
    changes: 'changes authorization servers, and with them what tokens say and who gets them',
  },
  USER_ADMIN: {
    title: 'Group Administrator',
    tier: 'permissions-management',
    changes:
      'creates users, changes who is in groups, and resets passwords and factors of who is no administrator',
  },
  GROUP_MEMBERSHIP_ADMIN: {
    title: 'Group Membership Administrator',
    tier: 'permissions-management',
    changes: 'changes who is in groups, and with that what they give',
  },
  HELP_DESK_ADMIN: {
    title: 'Help Desk Administrator',
    tier: 'permissions-management',
    changes: 'resets passwords and factors of who is no administrator, and can become them',
  },
  ACCESS_REQUESTS_ADMIN: {
    title: 'Access Requests Administrator',
    tier: 'permissions-management',
    changes: 'changes by which requests access is given, and who approves them',
  },
  ACCESS_CERTIFICATIONS_ADMIN: {
    title: 'Access Certifications Administrator',
    tier: 'permissions-management',
    changes: 'changes by which reviews access is kept or taken',
  },
  WORKFLOWS_ADMIN: {
    title: 'Workflows Administrator',
    tier: 'permissions-management',
    changes: 'changes workflows, which act through connections of their own',
  },
  REPORT_ADMIN: { title: 'Report Administrator', tier: 'read' },
  READ_ONLY_ADMIN: { title: 'Read-only Administrator', tier: 'read' },
} as const satisfies Readonly<Record<string, OktaAdminRole>>;

/** The title of one of Okta's standard admin roles. */
export type OktaRoleTitle = (typeof OKTA_ADMIN_ROLES)[keyof typeof OKTA_ADMIN_ROLES]['title'];
