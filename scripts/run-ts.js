// Runs a TypeScript file of this project.
const path = require('node:path');
require('./ts-hook.js');

const [file, ...args] = process.argv.slice(2);
if (!file) throw new Error('usage: node scripts/run-ts.js FILE [ARG …]');
const entry = path.resolve(file);
process.argv = [process.argv[0], entry, ...args];
require(entry);
