// Lets this process require TypeScript: compiled on the fly by swc, `.js` suffixes of relative imports resolved to `.ts`.
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { transformSync } = require('@swc/core');

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  if (request === 'writ') return path.join(__dirname, '..', 'lib', 'index.ts');
  if (request === 'writ/testing') return path.join(__dirname, '..', 'lib', 'testing', 'index.ts');
  if (/^\.{1,2}\//.test(request) && parent?.filename && request.endsWith('.js')) {
    const source = path.resolve(path.dirname(parent.filename), request.replace(/\.js$/, '.ts'));
    if (existsSync(source)) return source;
  }
  return resolve.call(this, request, parent, ...rest);
};

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    sourceMaps: 'inline',
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023', keepClassNames: true },
    module: { type: 'commonjs', ignoreDynamic: false },
  });
  module._compile(code, filename);
};

process.setSourceMapsEnabled(true);
