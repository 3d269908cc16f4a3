// A jest reporter: ends with one line that counts, and writes docs/requirements.md from the results of a full run. Which test proves which requirement is read off
// the ids in test titles (`REQ-045 …`). It writes only with WRIT_WRITE_REQUIREMENTS=1, so that a partial run never rewrites the page.
const { writeFileSync } = require('node:fs');
const { join, relative } = require('node:path');

const ID = /REQ-(\d{3})/g;

class RequirementsReporter {
  constructor(config) {
    this.root = config.rootDir;
  }

  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numPendingTests } = results;
    process.stdout.write(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped\n`);
    if (process.env.WRIT_WRITE_REQUIREMENTS !== '1') return;
    require('./ts-hook.js');
    const { requirementsPage } = require('./requirements/page.ts');
    const { readRequirements } = require('./requirements/source.ts');
    const page = requirementsPage(readRequirements(this.root), proofsOf(results.testResults, this.root));
    writeFileSync(join(this.root, 'docs', 'requirements.md'), page);
  }
}

/** Requirement id → the tests that name it, in order. */
function proofsOf(files, root) {
  const proofs = new Map();
  for (const file of files) {
    for (const test of file.testResults) {
      const title = [...test.ancestorTitles, test.title].join(' › ');
      for (const id of new Set([...title.matchAll(ID)].map((match) => match[0]))) {
        const proof = {
          file: relative(root, file.testFilePath).replaceAll('\\', '/'),
          title,
          status: test.status,
        };
        proofs.set(id, [...(proofs.get(id) ?? []), proof]);
      }
    }
  }
  for (const [id, list] of proofs)
    proofs.set(
      id,
      list.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0)),
    );
  return proofs;
}

function key(proof) {
  return `${proof.file} ${proof.title}`;
}

module.exports = RequirementsReporter;
