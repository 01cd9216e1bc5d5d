import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n reads these once, when its engine is loaded, so that this module is imported before it.
const folder = mkdtempSync(join(tmpdir(), 'restricted-files-'));

/** The only folder that workflows may read files in, and one beside it. */
export const allowedFolder = join(folder, 'allowed');
export const otherFolder = join(folder, 'allowed-not');

mkdirSync(allowedFolder);
mkdirSync(otherFolder);
process.env.N8N_RESTRICT_FILE_ACCESS_TO = allowedFolder;
process.env.N8N_BLOCK_FILE_PATTERNS = '\\.secret$';
