import { person } from '../../lib/model/index.js';
import { edge, READERS } from '../_helpers/build.js';

export const DANA = person('1');
export const SAM = person('2');
export const foreign = edge(DANA, READERS);
