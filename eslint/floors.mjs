/**
 * The house's floors: who may import whom. The lint rules are generated from this table, and
 * CONTRIBUTING.md explains it.
 *
 * `folder` is the floor, `mayImport` lists the floors below it that it may use (its own files are
 * always allowed), `packages` the npm packages and node builtins; `undefined` means any.
 */
export const floors = [
	{ folder: 'core/record', mayImport: ['core/errors'], packages: ['freemail', 'lodash', 'luxon', 'node:crypto', 'tldts'] },
	{ folder: 'core/salesforce', mayImport: ['core/errors', 'core/record'], packages: ['jsforce', 'lodash', 'luxon', 'node:crypto', 'csv-parse'] },
	{ folder: 'core/store', mayImport: ['core/errors', 'core/record'], packages: ['lodash', 'luxon', 'node:crypto', 'node:fs', 'node:os', 'node:path', 'node:sqlite'] },
	{ folder: 'core/run', mayImport: ['core/errors', 'core/record', 'core/salesforce', 'core/store/store'], packages: ['lodash', 'luxon', 'node:crypto'] },
	{ folder: 'core/org', mayImport: ['core/errors', 'core/record', 'core/salesforce', 'core/store/store', 'core/run'], packages: ['lodash', 'luxon'] },
	...['fetch', 'enrich', 'score', 'dedupe', 'write'].map((stage) => ({
		folder: `core/stages/${stage}`,
		mayImport: ['core/errors', 'core/record', 'core/salesforce', 'core/store/store', 'core/run', 'core/org'],
		packages: ['csv-parse', 'lodash', 'luxon', 'node:crypto', 'node:fs', 'node:path', 'node:readline', 'node:stream'],
	})),
	{ folder: 'nodes', mayImport: ['core'], packages: ['lodash', 'luxon', 'n8n-workflow', 'node:fs', 'node:os', 'node:path'] },
	{ folder: 'credentials', mayImport: ['core/errors', 'core/salesforce'], packages: ['n8n-workflow'] },
	{ folder: 'emulators', mayImport: [], packages: undefined },
	{ folder: 'demo', mayImport: ['core', 'nodes', 'credentials', 'emulators', 'test/engine'], packages: undefined },
	{ folder: 'bench', mayImport: ['core', 'nodes', 'credentials', 'emulators', 'demo', 'test/engine'], packages: undefined },
	{ folder: 'test', mayImport: ['core', 'nodes', 'credentials', 'emulators', 'demo'], packages: undefined },
];
