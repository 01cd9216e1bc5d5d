import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core writes its settings file as soon as it is loaded; a person's own n8n folder is not the place.
const folder = join(tmpdir(), 'salesforce-enrichment-engine');
mkdirSync(folder, { recursive: true });
process.env.N8N_USER_FOLDER = folder;
// Failing executions are part of the tests; n8n would print each of them.
process.env.N8N_LOG_LEVEL ??= 'silent';
// Tests put files wherever they like; n8n's own default is one folder in the user's home.
process.env.N8N_RESTRICT_FILE_ACCESS_TO ??= '';
process.env.N8N_ENCRYPTION_KEY ??= 'only-for-the-engine-under-test';
