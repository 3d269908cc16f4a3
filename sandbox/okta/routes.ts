import type { Route } from './call.js';
import { APP_GROUP_ROUTES } from './routes/app-groups.js';
import { APP_USER_ROUTES } from './routes/app-users.js';
import { APP_ROUTES } from './routes/apps.js';
import { GROUP_ROUTES } from './routes/groups.js';
import { LOG_ROUTES } from './routes/logs.js';
import { MAPPING_ROUTES } from './routes/mappings.js';
import { ORG_ROUTES } from './routes/org.js';
import { RULE_ROUTES } from './routes/rules.js';
import { USER_ROUTES } from './routes/users.js';

/** Every path of the management API that the sandbox serves. */
export const ROUTES: readonly Route[] = [
  ...USER_ROUTES,
  ...GROUP_ROUTES,
  ...RULE_ROUTES,
  ...APP_ROUTES,
  ...APP_USER_ROUTES,
  ...APP_GROUP_ROUTES,
  ...MAPPING_ROUTES,
  ...LOG_ROUTES,
  ...ORG_ROUTES,
];
