import type { OktaRule } from '../../core/state.js';
import {
  asObject,
  asString,
  json,
  nothing,
  objectBody,
  param,
  type OktaAnswer,
  type OktaCall,
  type Route,
} from '../call.js';
import { tablePage } from '../page.js';
import {
  activateRule,
  createRule,
  deactivateRule,
  deleteRule,
  updateRule,
  type RuleInput,
} from '../rules.js';
import { findRule, okta } from '../tables.js';
import { ruleView } from '../views.js';

/** Group rules. */
export const RULE_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/api/v1/groups/rules', run: list },
  { method: 'POST', path: '/api/v1/groups/rules', run: create },
  { method: 'GET', path: '/api/v1/groups/rules/{ruleId}', run: (call) => json(shown(call, subject(call))) },
  { method: 'PUT', path: '/api/v1/groups/rules/{ruleId}', run: update },
  { method: 'DELETE', path: '/api/v1/groups/rules/{ruleId}', run: remove },
  { method: 'POST', path: '/api/v1/groups/rules/{ruleId}/lifecycle/activate', run: activate },
  { method: 'POST', path: '/api/v1/groups/rules/{ruleId}/lifecycle/deactivate', run: deactivate },
];

function list(call: OktaCall): OktaAnswer {
  const search = call.query.get('search')?.toLowerCase();
  const named = (rule: OktaRule) => search === undefined || rule.name.toLowerCase().includes(search);
  const sizes = { standard: 50, largest: 200 };
  return tablePage(call, okta(call.runtime).rules, sizes, (rule) => shown(call, rule), named);
}

function shown(call: OktaCall, rule: OktaRule): unknown {
  if (call.query.get('expand') !== 'groupIdToGroupNameMap') return ruleView(rule);
  const names = rule.groupIds.flatMap((id) => {
    const group = okta(call.runtime).groups.get(id);
    return group === undefined ? [] : [[id, group.name] as const];
  });
  return { ...ruleView(rule), _embedded: { groupIdToGroupNameMap: Object.fromEntries(names) } };
}

function create(call: OktaCall): OktaAnswer {
  return json(shown(call, createRule(call.runtime, call.doer, inputOf(call))));
}

function update(call: OktaCall): OktaAnswer {
  const rule = subject(call);
  updateRule(call.runtime, call.doer, rule, inputOf(call));
  return json(shown(call, rule));
}

function remove(call: OktaCall): OktaAnswer {
  deleteRule(call.runtime, call.doer, subject(call), call.query.get('removeUsers') === 'true');
  return nothing(202);
}

function activate(call: OktaCall): OktaAnswer {
  activateRule(call.runtime, call.doer, subject(call));
  return nothing();
}

function deactivate(call: OktaCall): OktaAnswer {
  deactivateRule(call.runtime, call.doer, subject(call));
  return nothing();
}

function inputOf(call: OktaCall): RuleInput {
  const body = objectBody(call);
  const conditions = asObject(body['conditions']);
  const people = asObject(conditions?.['people']);
  const assign = asObject(asObject(body['actions'])?.['assignUserToGroups']);
  return {
    name: asString(body['name']) ?? '',
    expression: asString(asObject(conditions?.['expression'])?.['value']) ?? '',
    groupIds: strings(assign?.['groupIds']),
    excludedUsers: strings(asObject(people?.['users'])?.['exclude']),
    excludedGroups: strings(asObject(people?.['groups'])?.['exclude']),
  };
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

function subject(call: OktaCall): OktaRule {
  return findRule(call.runtime, param(call, 'ruleId'));
}
