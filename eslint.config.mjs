import tseslint from 'typescript-eslint';
import { credentialRules, nodeRules, packageJsonRules } from './eslint/community-rules.mjs';
import { housePlugin } from './eslint/house-plugin.mjs';

const unitTests = ['{core,emulators,eslint,nodes,credentials}/**/*.test.ts'];

export default [
	// What runs in Salesforce is looked at by Salesforce's own Code Analyzer: `npm run check:metadata`.
	{ ignores: ['**/node_modules/', 'dist/', 'build/', '.cache/', 'coverage/', 'package-lock.json', 'metadata/code/'] },
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },

	...tseslint.configs.recommended.map((config) => ({
		...config,
		files: config.files ?? ['**/*.{ts,js,mjs}'],
	})),
	{
		files: ['**/*.{ts,js,mjs}'],
		plugins: { house: housePlugin },
		rules: {
			'house/file-name': 'error',
			'house/floors': 'error',
			'max-lines': ['error', { max: 300 }],
			'max-lines-per-function': ['error', { max: 60 }],
			'no-restricted-syntax': [
				'error',
				{ selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that owns the name' },
				{ selector: 'ExportNamedDeclaration[source]', message: 'No barrels: import from the file that owns the name' },
				{
					selector: 'VariableDeclarator > Identifier.id[name=/^[A-Z][A-Z0-9_]+$/]',
					message: 'Constants are spelled in camelCase over the whole tree',
				},
				{
					selector: 'CallExpression[callee.property.name="push"] > SpreadElement',
					message: 'A spread array becomes arguments, and too many of them overflow the stack: use a loop',
				},
				...['object', 'object.property'].map((called) => ({
					selector: `CallExpression[callee.property.name=/^(startsWith|endsWith|match)$/][callee.${called}.name=/^(reason|message|pipeline|provider)$/]`,
					message: 'State is typed, never read from a sentence or a name that people read',
				})),
			],
			// An underscore says that leaving it unused is meant, as when a key is taken out of an object.
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			eqeqeq: 'error',
			'no-console': 'error',
		},
	},
	{
		files: ['**/*.{js,cjs}'],
		// Configuration that its tools load as CommonJS.
		rules: { '@typescript-eslint/no-require-imports': 'off' },
	},
	{
		files: ['**/*.test.ts', '**/*.contract.ts'],
		// A `describe` is a chapter, not a function; a suite is a table of cases, read by its headings.
		rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', { max: 450 }] },
	},
	{
		files: [
			'core/record/{legal-forms,outcome}.ts',
			'core/store/tables.ts',
			'core/stages/enrich/providers/website/technologies/*-technologies.ts',
			'emulators/websites/{hostile,installed,pages}/*.ts',
			'emulators/*/documented/*.exchanges.ts',
			'test/clients/*-checks.ts',
		],
		// Tables of data, and scripts that speak to a foreign client step by step: their length is their content.
		rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
	},
	{
		files: unitTests,
		rules: {
			'no-restricted-imports': [
				'error',
				{
					paths: ['n8n-core', 'n8n-nodes-base', 'n8n'].map((name) => ({
						name,
						message: "Unit tests run without n8n's engine; tests that need it belong to test/",
					})),
				},
			],
		},
	},
	{
		files: ['{bench,demo,.ci}/**/*.{ts,js,mjs}', 'emulators/*/main.ts'],
		// Programs for a terminal: printing is what they are for.
		rules: { 'no-console': 'off' },
	},
	{
		files: ['nodes/**/*.ts'],
		ignores: ['**/*.test.ts'],
		...nodeRules,
	},
	{
		files: ['nodes/**/description.ts', 'nodes/**/*-parameters.ts', 'nodes/**/*.operation.ts'],
		// Descriptions are lists; splitting them would only scatter what the editor shows together.
		rules: { 'max-lines': 'off' },
	},
	{
		files: ['credentials/**/*.ts'],
		ignores: ['**/*.test.ts'],
		...credentialRules,
	},
	{
		files: ['package.json'],
		languageOptions: {
			// It reads .json files as the object literals that the rules look for.
			parser: tseslint.parser,
			parserOptions: { extraFileExtensions: ['.json'] },
		},
		...packageJsonRules,
	},
];
