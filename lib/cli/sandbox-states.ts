import { dirname, join } from 'node:path';

/** Where Terraform keeps the states of a sandbox, by the path of its file: they go with its world. */
export function sandboxStates(path: string): string {
  return join(dirname(path), 'sandbox.states');
}
