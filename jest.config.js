/** Two projects: `unit` never loads n8n's engine and is what `npm run check` runs; `integration` crosses floors. */
const { availableParallelism } = require('node:os');

const transform = {
	'^.+\\.ts$': [
		'@swc/jest',
		{ jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
	],
	// Published as ES modules only, which Node requires like any other and Jest does not.
	'/node_modules/(iso-3166|sanitize-html/node_modules)/.+\\.js$': [
		'@swc/jest',
		{ jsc: { target: 'es2023' }, module: { type: 'commonjs' } },
	],
};
const common = {
	setupFiles: ['<rootDir>/test/environment.js'],
	testEnvironment: 'node',
	transform,
	// The latter are what n8n's nodes for forms read HTML with.
	transformIgnorePatterns: [
		'/node_modules/(?!iso-3166/|sanitize-html/node_modules/|domhandler|domutils|domelementtype|dom-serializer|entities|htmlparser2)',
	],
	cacheDirectory: '<rootDir>/.cache/jest',
	modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/dist/'],
};

module.exports = {
	// Against tests that hang; how fast the machine is, or how busy, must not decide. Jest reads it here only.
	testTimeout: 120_000,
	// Jest would leave one core idle, which is half of a small machine; each worker has an emulated org and n8n's nodes in memory.
	maxWorkers: Math.min(4, availableParallelism()),
	projects: [
		{
			...common,
			displayName: 'unit',
			testMatch: ['<rootDir>/{bench,core,emulators,eslint,nodes,credentials}/**/*.test.ts'],
		},
		{ ...common, displayName: 'integration', testMatch: ['<rootDir>/test/**/*.test.ts'] },
	],
};
