/** Rewrites the generated guides: `npm run docs`. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { troubleshootingFile, troubleshootingGuide } from './troubleshooting';

void writeFile(join(__dirname, '..', troubleshootingFile), troubleshootingGuide());
