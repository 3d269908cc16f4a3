import type { List } from '../kernel/index.js';
import type { TeamRef } from './team.js';
import type { PersonText } from './words.js';

/** Who decides on changes of what is declared, of the rules, and of Writ's own code. */
export interface GovernanceProps {
  /** People, or the team whose approvers they are. Name three or more: one who opened a change does not decide on it. */
  readonly governors: List<PersonText> | TeamRef;
  /** How many of them have to approve: two or more. @default 2 */
  readonly required?: number;
}
