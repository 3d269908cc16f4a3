import { ioOf } from '../../lib/cli/io.js';
import { widthOf } from '../../lib/cli/output.js';

const stream = (isTTY: boolean, columns = 0) => ({ write: () => true, isTTY, columns });
const io = (out: ReturnType<typeof stream>, err = out, env = {}) => ioOf(out, err, env, '/');

test.each([
  ['a terminal', stream(true, 72), {}, 72],
  ['a terminal, whatever COLUMNS says', stream(true, 72), { COLUMNS: '99' }, 72],
  ['a terminal without a width', stream(true, 0), { COLUMNS: '90' }, 90],
  ['a pipe', stream(false), { COLUMNS: '44' }, 44],
  ['a pipe that nobody told', stream(false), {}, 110],
  ['a pipe with nonsense', stream(false), { COLUMNS: 'wide' }, 110],
  ['a sliver', stream(true, 10), {}, 40],
])('the width of %s', (_, out, env, width) => {
  expect(widthOf(io(out, out, env))).toBe(width);
});

test('a terminal without a width is not repainted, one with a width is', () => {
  expect(io(stream(true, 80), stream(true, 0)).errIsTerminal).toBe(false);
  expect(io(stream(true, 80), stream(true, 80)).errIsTerminal).toBe(true);
});
