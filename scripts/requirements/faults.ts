import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { fileOf, type Requirement, type RequirementGroup } from './source.js';

const COUNT = 116;

/** Everything that is wrong with the list itself: what it points to has to be there. */
export function faultsOf(groups: readonly RequirementGroup[], root: string): readonly string[] {
  const all = groups.flatMap(({ requirements }) => requirements);
  const numbered = all.every(({ id }, index) => id === `REQ-${String(index + 1).padStart(3, '0')}`);
  return [
    ...(all.length === COUNT && numbered
      ? []
      : [`it has not each of REQ-001 to REQ-${COUNT} once, in order`]),
    ...all.flatMap((each) => [...placeFaults(each, root), ...mutantFaults(each, root)]),
  ];
}

function placeFaults({ id, failsWhen }: Requirement, root: string): readonly string[] {
  if (!failsWhen) return [];
  const [file = '', name = ''] = failsWhen.place.split('#');
  if (!existsSync(join(root, file)))
    return [`${id} fails when something in \`${file}\` is gone, and that is no file`];
  return declares(join(root, file), name) ? [] : [`${id}: \`${file}\` declares no \`${name}\``];
}

function mutantFaults(requirement: Requirement, root: string): readonly string[] {
  const { id, mutant, failsWhen } = requirement;
  if (!mutant) return [];
  if (!failsWhen) return [`${id} has a replacement and no line that says when it fails`];
  const file = fileOf(requirement);
  const found = existsSync(join(root, file))
    ? readFileSync(join(root, file), 'utf8').split(mutant.from).length - 1
    : 0;
  const untold = mutant.by.filter((test) => !textsOf(join(root, test)).some((text) => text.includes(id)));
  return [
    ...(found === 1 ? [] : [`${id}: what is to be replaced is in \`${file}\` ${found} times`]),
    ...untold.map((test) => `${id}: \`${test}\` has no test that names it`),
  ];
}

/** The text of a test, of the files of its folder that it is written with, and of the documents that they read: a table's rows are titles. */
function textsOf(file: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(file) || !existsSync(file)) return [];
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const named = [...text.matchAll(/'(\.\/[\w-]+\.js|[./]*[\w/-]+\.md)'/g)].map(([, path = '']) => path);
  const beside = named.map((path) => join(dirname(file), path.replace(/\.js$/, '.ts')));
  return [text, ...beside.flatMap((each) => textsOf(each, seen))];
}

/** Whether a file declares a name: a function, a value, a class or a method. */
function declares(file: string, name: string): boolean {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const isNamed = (node: ts.Node): boolean =>
    ((ts.isFunctionDeclaration(node) ||
      ts.isVariableDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isMethodDeclaration(node)) &&
      node.name?.getText(source) === name) ||
    (ts.forEachChild(node, isNamed) ?? false);
  return name !== '' && isNamed(source);
}
