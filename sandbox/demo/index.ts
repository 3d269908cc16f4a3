export { beforeWrit } from './before.js';
export { play, type Audience } from './play.js';
export { MORNING, NEXT, SCRIPT, type Step } from './script.js';
export { Stage } from './stage.js';
