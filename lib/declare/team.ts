import type { Construct } from 'constructs';
import type { List } from '../kernel/index.js';
import { Declaration } from './declaration.js';
import type { PersonText } from './words.js';

/** A team by name, as owner or approver. A {@link Team} is one too. */
export interface TeamRef {
  /** Says that a team is meant. */
  readonly role: 'team';
  /** Its name. */
  readonly team: string;
}

/** A declared team by name. */
export function team(name: string): TeamRef {
  return { role: 'team', team: name };
}

/** Props of a {@link Team}. */
export interface TeamProps {
  /** What people call it. */
  readonly title: string;
  /** People who may approve for the team. */
  readonly approvers: List<PersonText>;
}

/** People who own things and approve access to them. */
export class Team extends Declaration implements TeamRef {
  /** Says what it declares. */
  readonly declares = 'team';
  /** Says that a team is meant. */
  readonly role = 'team';
  /** Its name: the construct id. */
  readonly team: string;

  constructor(scope: Construct, id: string, props: TeamProps) {
    super(scope, id, props);
    this.team = id;
  }
}
