import { join, relative, sep } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..', '..');

/** Something that the compiler says of a file. */
export interface Complaint {
  /** Relative to the repository, with slashes. */
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/**
 * What the compiler, with the options of the project, says about these files and all that they import, where some
 * files read otherwise than they lie there.
 */
export function complaints(
  files: readonly string[],
  instead: (file: string, text: string) => string = (_, text) => text,
): Complaint[] {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent({ ...config, files, include: [] }, ts.sys, ROOT);
  const set = { ...options, noEmit: true, incremental: false };
  const host = ts.createCompilerHost(set);
  const readFile = host.readFile.bind(host);
  host.readFile = (path) => {
    const text = readFile(path);
    return text === undefined ? undefined : instead(named(path), text);
  };
  const roots = files.map((file) => join(ROOT, file));
  const program = ts.createProgram({ rootNames: roots, options: set, host });
  return program
    .getSourceFiles()
    .filter(({ fileName, isDeclarationFile }) => !isDeclarationFile && !fileName.includes('node_modules'))
    .flatMap((source) => program.getSemanticDiagnostics(source))
    .map(({ file, start, messageText }) => ({
      file: file ? named(file.fileName) : '',
      line: (file ? file.getLineAndCharacterOfPosition(start ?? 0).line : 0) + 1,
      text: ts.flattenDiagnosticMessageText(messageText, '\n'),
    }));
}

function named(path: string): string {
  return relative(ROOT, path).split(sep).join('/');
}
