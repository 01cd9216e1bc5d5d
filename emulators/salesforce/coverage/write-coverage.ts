import { writeFileSync } from 'node:fs';
import { coverageText } from './coverage-text';
import { coverageFile, loadCoverage } from './load-coverage';

void loadCoverage().then((input) => writeFileSync(coverageFile, coverageText(input)));
