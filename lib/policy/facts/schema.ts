import { sortedTexts } from '../../kernel/index.js';
import type { Field, Fields } from './field.js';
import { CONTEXT, PERSON, REQUEST, REVIEW, WORKLOAD } from './tables.js';
import { WORDS } from './words.js';

/** The Cedar schema of every fact that a rule can ask for, with what each says as its comment. */
export function factsSchema(): string {
  const parts = [
    '// What rules can ask for. Written by Writ (`writ policy schema`): change lib/policy/facts instead.',
    ...sortedTexts(Object.keys(WORDS)).map(wordType),
    entity('Person', PERSON, 'A person: the beneficiary of a ticket, or a reviewer.'),
    entity('Workload', WORKLOAD, 'A service, pipeline or AI agent.'),
    '// A reviewer who is no person with one login: a program, a team, somebody unknown.\nentity Stranger;',
    entity('Request', REQUEST, 'What a ticket asks for.'),
    action('grant', '[Person, Workload]', CONTEXT, 'May this be given?'),
    action('approve', '[Person, Stranger]', REVIEW, 'Does this review count?'),
  ];
  return `${parts.join('\n\n')}\n`;
}

function wordType(name: string): string {
  const values = WORDS[name as keyof typeof WORDS].map((value) => JSON.stringify(value));
  return `entity ${name} enum [${values.join(', ')}];`;
}

function entity(name: string, fields: Fields, about: string): string {
  return `// ${about}\nentity ${name} = ${record(fields, '')};`;
}

function action(name: string, principals: string, context: Fields, about: string): string {
  const body = `  principal: ${principals},\n  resource: [Request],\n  context: ${record(context, '  ')},\n`;
  return `// ${about}\naction ${name} appliesTo {\n${body}};`;
}

function record(fields: Fields, indent: string): string {
  const inner = `${indent}  `;
  const members = Object.entries(fields).map(
    ([name, field]) =>
      `${inner}// ${field.about}\n${inner}${name}${field.optional ? '?' : ''}: ${typeOf(field, inner)},\n`,
  );
  return `{\n${members.join('')}${indent}}`;
}

function typeOf({ type, word = 'Tier', members = {} }: Field, indent: string): string {
  switch (type) {
    case 'flag':
      return 'Bool';
    case 'count':
      return 'Long';
    case 'text':
      return 'String';
    case 'texts':
      return 'Set<String>';
    case 'word':
      return word;
    case 'words':
      return `Set<${word}>`;
    case 'group':
      return record(members, indent);
  }
}
