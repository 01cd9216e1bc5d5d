/**
 * The house's floors: who may import whom. The lint rules are generated from this table, and
 * CONTRIBUTING.md explains it.
 *
 * `folder` is the floor, `mayImport` lists the floors below it that it may use (its own files are
 * always allowed), `packages` the npm packages and node builtins; `undefined` means any.
 */
export const floors = [
	{ folder: 'core/errors', mayImport: [], packages: [] },
	// What is drawn for people to look at, whatever was measured.
	{ folder: 'core/pages', mayImport: [], packages: ['echarts'] },
	{
		folder: 'core/record',
		mayImport: ['core/errors'],
		packages: [
			'i18n-iso-countries',
			'iso-3166',
			'libphonenumber-js',
			'lodash',
			'luxon',
			'node:crypto',
			'node:fs',
			'node:timers',
			'tldts',
		],
	},
	{
		folder: 'core/http',
		mayImport: ['core/errors'],
		packages: ['node:dns', 'node:http', 'node:https', 'node:net', 'node:timers', 'node:zlib'],
	},
	{
		folder: 'core/salesforce',
		mayImport: ['core/errors', 'core/record', 'core/http'],
		packages: ['csv-parse', 'jsforce', 'lodash', 'luxon', 'node:crypto', 'node:stream', 'node:timers', 'saxes'],
	},
	{
		folder: 'core/store',
		mayImport: ['core/errors', 'core/record'],
		packages: ['lodash', 'luxon', 'node:crypto', 'node:fs', 'node:os', 'node:path', 'node:sqlite', 'node:timers', 'pg'],
	},
	{
		folder: 'core/run',
		mayImport: ['core/errors', 'core/record', 'core/salesforce', 'core/store/store', 'core/store/contract'],
		packages: ['lodash', 'luxon', 'node:crypto', 'node:timers'],
	},
	{
		folder: 'core/org',
		mayImport: ['core/errors', 'core/record', 'core/salesforce', 'core/store/store', 'core/store/contract', 'core/run'],
		packages: ['lodash', 'luxon'],
	},
	{
		folder: 'core/changes',
		mayImport: ['core/errors', 'core/record', 'core/salesforce', 'core/store/store', 'core/store/contract', 'core/run'],
		packages: ['lodash', 'luxon', 'node:crypto', 'node:timers'],
	},
	...['fetch', 'enrich', 'score', 'dedupe', 'write', 'finish', 'undo'].map((stage) => ({
		folder: `core/stages/${stage}`,
		mayImport: [
			'core/errors',
			'core/record',
			'core/http',
			'core/salesforce',
			'core/store/store',
			'core/store/contract',
			'core/run',
			'core/org',
			'core/changes',
			'core/pages',
		],
		packages: [
			'csv-parse',
			'lodash',
			'luxon',
			'node:crypto',
			'node:fs',
			'node:path',
			'p-limit',
			'node:readline',
			'node:stream',
			'node:timers',
			'pg',
			// The stage that reads what others publish.
			...(stage === 'enrich' ? ['htmlparser2', 'libphonenumber-js', 'node:dns', 'third-party-web', 'tldts'] : []),
			'zod',
		],
	})),
	{
		folder: 'core/rules',
		mayImport: [
			'core/errors',
			'core/record',
			'core/salesforce',
			'core/store/store',
			'core/store/contract',
			'core/stages',
		],
		packages: ['lodash', 'node:crypto', 'zod'],
	},
	{
		folder: 'nodes',
		mayImport: ['core'],
		packages: ['lodash', 'luxon', 'n8n-workflow', 'node:crypto', 'node:fs', 'node:os', 'node:path'],
	},
	{ folder: 'credentials', mayImport: ['core/errors', 'core/salesforce'], packages: ['n8n-workflow'] },
	{ folder: 'emulators', mayImport: [], packages: undefined },
	{
		folder: 'demo',
		mayImport: ['core', 'nodes', 'credentials', 'emulators', 'test/engine', 'test/store'],
		packages: undefined,
	},
	{ folder: 'metadata', mayImport: ['core/record'], packages: ['node:fs', 'node:path', 'node:util'] },
	{ folder: 'docs', mayImport: ['core'], packages: ['lodash', 'node:child_process', 'node:fs', 'node:path'] },
	{
		folder: 'bench',
		mayImport: ['core', 'nodes', 'credentials', 'emulators', 'demo', 'test/engine', 'test/clients', 'test/websites'],
		packages: undefined,
	},
	{
		folder: 'test',
		mayImport: ['core', 'nodes', 'credentials', 'emulators', 'demo', 'docs', 'metadata'],
		packages: undefined,
	},
];

/**
 * What unit tests (and the contracts and builders they share) may import beside their own floor:
 * rooms of core may be combined, the manifest read, and any package used; n8n's engine is refused
 * by a rule of its own.
 */
export const testFloor = { mayImport: ['core', 'package'], packages: undefined };
