import { person } from '../../lib/model/index.js';
import { ADMIN_SET, ADMINS, AWS_ADMINS, edge, liveSet, READERS } from '../_helpers/build.js';

export const DANA = person('1');
export const SAM = person('2');
export const danaInAdmins = edge(DANA, ADMINS);
export const danaPushed = edge(DANA, AWS_ADMINS);
export const samInReaders = edge(SAM, READERS);
export const ADMIN_LIVE = [liveSet(ADMIN_SET, undefined, { privileged: ['AdministratorAccess'] })];
