import { by, sorted } from '../../kernel/index.js';
import { EXISTING_PASSROLE } from './existing-passrole.js';
import { NEW_PASSROLE } from './new-passrole.js';
import type { EscalationPath } from './path.js';
import { PRINCIPAL_ACCESS } from './principal-access.js';
import { SELF_ESCALATION } from './self-escalation.js';

/**
 * The ways in which permissions become more permissions, in order of their ids.
 * Source: pathfinding.cloud (Datadog, Apache-2.0), from which the ids and the actions that each needs are taken.
 */
export const ESCALATION_PATHS: readonly EscalationPath[] = sorted(
  [...SELF_ESCALATION, ...PRINCIPAL_ACCESS, ...NEW_PASSROLE, ...EXISTING_PASSROLE],
  by(({ id }) => id),
);
