const base = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  rootDir: '../..',
  transform: Object.fromEntries(
    Object.entries(base.transform).map(([pattern, [, options]]) => [
      pattern,
      ['<rootDir>/scripts/requirements/mutant-transform.js', options],
    ]),
  ),
  reporters: [],
};
