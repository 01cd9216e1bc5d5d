import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core writes its settings file as soon as it is loaded; a person's own n8n folder is not the place.
const folder = join(tmpdir(), 'salesforce-enrichment-engine');
mkdirSync(folder, { recursive: true });
process.env.N8N_USER_FOLDER = folder;
// Failing executions are part of the tests; n8n would print each of them.
process.env.N8N_LOG_LEVEL ??= 'silent';
process.env.N8N_ENCRYPTION_KEY ??= 'only-for-the-engine-under-test';
