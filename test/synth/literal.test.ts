import { expression, literal } from '../../lib/synth/terraform/literal.js';

test.each([
  ['${file("/etc/passwd")}', '$${file("/etc/passwd")}'],
  ['%{ if true }x%{ endif }', '%%{ if true }x%%{ endif }'],
  ['costs $5 and 5 %', 'costs $5 and 5 %'],
])('`%s` is no Terraform code', (text, written) => {
  expect(literal(text)).toBe(written);
});

test.each(['${TfToken[TOKEN.0]}', '#{TfToken[TOKEN.1]}', 'a ${TFTOKEN[x]}'])(
  '`%s`, which cdktf would replace, is refused',
  (text) => {
    expect(() => literal(text)).toThrow(expect.objectContaining({ code: 'DECLARATION_INVALID' }));
  },
);

test('an expression stays one', () => {
  expect(expression('a.b')).toBe('${a.b}');
});
