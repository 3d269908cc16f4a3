import type { ApproverRole, Route } from './catalogue.js';

/** The roles that a route asks for, each to be filled by a person of its own. */
export function approverRoles(route: Route): readonly ApproverRole[] {
  switch (route.kind) {
    case 'auto':
      return [];
    case 'one':
      return [route.from];
    case 'dual':
      return [route.first, route.second];
    case 'emergency':
      return [route.onCall];
  }
}
