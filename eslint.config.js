// @ts-check
const tseslint = require('typescript-eslint');

const FINALLY = {
  selector: 'TryStatement > BlockStatement.finalizer ReturnStatement',
  message: 'a return in finally swallows the failure',
};
/** The name of a kind of edge or object, anywhere but as the key of a table. */
const KIND = '[value=/^(aws|okta)\\.(group|permission-set|app|assignment|group-membership|app-assignment)$/]';
const KINDS = [`:not(Property) > Literal${KIND}`, `Property > Literal.value${KIND}`].map((selector) => ({
  selector,
  message:
    'a kind is named in the tables of the rooms only: ask one (ofEdge, ofTarget, objectOf, isGroup, isAssignment)',
}));

module.exports = tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'cdktf.out/**', '**/*.js', 'coverage/**', '.stryker-tmp/**'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: __dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/unified-signatures': 'off',
      'no-restricted-syntax': ['error', FINALLY],
    },
  },
  {
    // No ambient time, randomness, environment or console outside adapters, cli and the sandbox.
    files: ['lib/**/*.ts'],
    ignores: ['lib/adapters/**', 'lib/cli/**', 'lib/kernel/clock.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'fetch'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'take a Clock' },
        { object: 'Math', property: 'random', message: 'take it as an argument' },
        { object: 'crypto', property: 'randomUUID', message: 'take it as an argument' },
      ],
    },
  },
  {
    // The kinds are the spine: their names stand in the model, and where a room reads its own wire or file.
    files: ['lib/**/*.ts', 'stacks/**/*.ts'],
    ignores: ['lib/model/**', 'lib/inventory/{assemble,edges,names,roles,source}.ts'],
    rules: { 'no-restricted-syntax': ['error', FINALLY, ...KINDS] },
  },
  {
    // The command line talks to nobody itself: what goes over the network goes through an adapter or the sandbox's client.
    files: ['lib/cli/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', 'fetch', 'WebSocket', 'EventSource'] },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
);
