import { refKey, refText, type OktaAppRef } from '../ref.js';
import type { Target } from './kinds.js';
import type { KindSpec } from './spec.js';

/** An Okta app, given to a user or to everybody in a group. */
export const oktaAppAssignment: KindSpec<'okta.app-assignment'> = {
  kind: 'okta.app-assignment',
  target: 'okta.app',
  holders: { person: true, workload: true, unlinked: true, 'okta.group': true, 'aws.group': false },
  provider: 'okta',
  object: (app) => app,
  account: () => undefined,
  key: refKey,
  path: ({ kind, source, name }) => [kind, source, '', name],
  what: (app) => `Okta app ${refText(app)}`,
  sentence: ({ holder, target }, words) => `${words.holder(holder)} has Okta app ${refText(target)}`,
  tail: 'sessions already open in the app go on until they expire, and an account that was made in it stays where nothing takes it away',
};

/** Whether a target is an Okta app: for rules that are about apps themselves. */
export function isApp(target: Target): target is OktaAppRef {
  return target.kind === 'okta.app';
}
