import { writeFileSync } from 'node:fs';
import { coverageFile, coverageText } from './coverage';

writeFileSync(coverageFile, coverageText());
process.stdout.write(`Written: ${coverageFile}\n`);
