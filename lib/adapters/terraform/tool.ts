import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Tool } from '../../apply/index.js';
import { branded, WritError } from '../../kernel/index.js';
import { malformed, runTool, type ToRun } from './run.js';

const INSTALL = 'install Terraform 1.9 or OpenTofu 1.8, or name the program in `terraform.binary`';

/** The least version of each, and the major version whose meaning is known. Sources: the releases that brought `init -json`. */
const LEAST: Readonly<Record<Tool['tool'], number>> = { terraform: 9, opentofu: 8 };
const NAMES: Readonly<Record<string, Tool['tool']>> = { Terraform: 'terraform', OpenTofu: 'opentofu' };

/** Finds the program: the one that is named, else the first `terraform`, else `tofu`, on the PATH. Throws TERRAFORM_MISSING. */
export async function findBinary(named: string | undefined, path: string | undefined): Promise<string> {
  if (named !== undefined) {
    if (await isProgram(named)) return named;
    throw new WritError('TERRAFORM_MISSING', `\`${named}\` is no program`, { remedy: INSTALL });
  }
  const folders = (path ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  for (const name of ['terraform', 'tofu'])
    for (const folder of folders) {
      const file = join(folder, name);
      if (await isProgram(file)) return file;
    }
  throw new WritError('TERRAFORM_MISSING', 'neither `terraform` nor `tofu` is on the PATH', {
    remedy: INSTALL,
  });
}

/** What the program at a path is. Throws TERRAFORM_VERSION, TERRAFORM_MALFORMED. */
export async function toolAt(run: Omit<ToRun, 'args'>): Promise<Tool> {
  const { stdout } = await runTool({ ...run, args: ['version'] });
  const [, name = '', version = '', minor = ''] =
    /^(Terraform|OpenTofu) v(1\.(\d+)\.\d+(?:-[a-z0-9]+)?)\r?\n/.exec(stdout.toString('utf8')) ?? [];
  const tool = NAMES[name];
  if (!tool) throw unknownVersion(run.binary, stdout.toString('utf8'));
  if (Number(minor) < LEAST[tool])
    throw new WritError(
      'TERRAFORM_VERSION',
      `\`${run.binary}\` is ${name} ${version}, and 1.${String(LEAST[tool])} is the least`,
      {
        remedy: INSTALL,
      },
    );
  return { tool, version, digest: await digestOfFile(run.binary) };
}

/** A version of another major may mean anything; what prints none is something else. */
function unknownVersion(binary: string, said: string): WritError {
  const other = /^(Terraform|OpenTofu) v(\d+\.\d+\.\d+)/.exec(said);
  if (!other) return malformed({ binary }, 'does not say which version it is');
  return new WritError('TERRAFORM_VERSION', `\`${binary}\` is ${other[0]}, and 1.x is known`, {
    remedy: INSTALL,
  });
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

async function digestOfFile(file: string): Promise<Tool['digest']> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return branded<'digest'>(`sha256:${hash.digest('hex')}`);
}
