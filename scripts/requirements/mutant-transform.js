// Compiles as jest does, with one replacement made in one file: what is mutated is what a test loads, and no file is touched.
const { join } = require('node:path');
const { createTransformer } = require('@swc/jest');

module.exports = {
  createTransformer(options) {
    const swc = createTransformer(options);
    const { file, from, to } = JSON.parse(process.env.WRIT_MUTANT ?? '{}');
    const mutated = (source, path, { config }) =>
      file !== undefined && path === join(config.rootDir, file) ? source.replace(from, () => to) : source;
    return {
      ...swc,
      getCacheKey: (source, path, rest) => swc.getCacheKey(mutated(source, path, rest), path, rest),
      process: (source, path, rest) => swc.process(mutated(source, path, rest), path, rest),
    };
  },
};
