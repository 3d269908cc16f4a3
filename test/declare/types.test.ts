import { join } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..', '..');
const FIXTURE = join(__dirname, 'wrong-declarations.test-d.ts');

/** What the compiler, with the options of the project, says about a file. */
function complaints(file: string): string[] {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [file], include: [] }, ts.sys, ROOT);
  const program = ts.createProgram([file], { ...options, noEmit: true, incremental: false });
  const source = program.getSourceFile(file);
  return program.getSemanticDiagnostics(source).map((found) => {
    const { line } = source!.getLineAndCharacterOfPosition(found.start ?? 0);
    return `${line + 1}: ${ts.flattenDiagnosticMessageText(found.messageText, '\n')}`;
  });
}

describe('wrong declarations', () => {
  it('do not compile, each for its own reason', () => {
    expect(ts.sys.readFile(FIXTURE)?.match(/@ts-expect-error/g)?.length).toBeGreaterThan(30);
    expect(complaints(FIXTURE)).toEqual([]);
  }, 120_000);
});
