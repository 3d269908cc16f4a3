import { execFile } from 'node:child_process';
import { messageOf, redact, WritError } from '../../kernel/index.js';

const MAX_OUTPUT = 16 * 1024 * 1024;
const PATIENCE = 120_000;

/** Runs git in a repository, without its hooks, prompts and the user's own settings; gives what it printed. */
export type Git = (
  args: readonly string[],
  input?: string,
  env?: Readonly<Record<string, string>>,
) => Promise<string>;

/** Git in `folder`. Throws WRITE_FAILED with git's own words, redacted. */
export function gitIn(folder: string): Git {
  return (args, input, env) =>
    new Promise((done, fail) => {
      const child = execFile(
        'git',
        ['-c', 'core.hooksPath=/dev/null', '-c', 'commit.gpgSign=false', ...args],
        { cwd: folder, maxBuffer: MAX_OUTPUT, timeout: PATIENCE, env: { ...environment(), ...env } },
        (error, stdout, stderr) => {
          if (error) fail(gitFailed(args, stderr.trim() || messageOf(error), error));
          else done(stdout);
        },
      );
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input ?? '');
    });
}

/** The environment that git runs in: the search path, its credential helpers, and no prompt. */
function environment(): Record<string, string> {
  const { PATH = '', HOME = '', SSH_AUTH_SOCK } = process.env;
  return {
    PATH,
    HOME,
    ...(SSH_AUTH_SOCK === undefined ? {} : { SSH_AUTH_SOCK }),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'writ',
    GIT_AUTHOR_EMAIL: 'writ@localhost',
    GIT_COMMITTER_NAME: 'writ',
    GIT_COMMITTER_EMAIL: 'writ@localhost',
  };
}

function gitFailed(args: readonly string[], words: string, cause: unknown): WritError {
  const command = args.find((arg) => /^[a-z]/.test(arg)) ?? '';
  return new WritError('WRITE_FAILED', `\`git ${command}\` failed: ${redact(words).replaceAll('\n', ' ')}`, {
    cause,
    remedy: 'check the repository, the branch and the right to push to it',
  });
}
