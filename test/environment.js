const { tmpdir } = require('node:os');
const { join } = require('node:path');

// What the operator of an n8n that works on emulated orgs sets; a test about hosts sets its own.
process.env.SALESFORCE_ENRICHMENT_HOSTS ??= '127.0.0.1,localhost';
// A person's own n8n folder is not the place for the store of a test that names none.
process.env.N8N_USER_FOLDER ??= join(tmpdir(), 'salesforce-enrichment-tests');
