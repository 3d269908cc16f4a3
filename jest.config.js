// The SDK's notice about Node 20, once per file, would hide what a test has to say.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  randomize: true,
  testTimeout: 30_000,
  moduleNameMapper: {
    '^writ$': '<rootDir>/lib/index.ts',
    '^writ/testing$': '<rootDir>/lib/testing/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '\\.[cm]?[jt]s$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2023', keepClassNames: true },
        module: { type: 'commonjs' },
      },
    ],
  },
  // ESM-only packages, which plain Node 20 loads through require() and jest cannot.
  transformIgnorePatterns: [
    '/node_modules/(?!(p-map|p-queue|p-timeout|eventemitter3|ora|string-width|get-east-asian-width|strip-ansi|ansi-regex|@bomb\\.sh)/)',
  ],
  reporters: ['default', '<rootDir>/scripts/requirements-reporter.js'],
  workerIdleMemoryLimit: '1GB',
};
