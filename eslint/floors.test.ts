import { execFileSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(__dirname, '..');

/** Jest cannot load ES modules by `require`, so Node does, once for the whole table. */
function reasonsFor(imports: ReadonlyArray<readonly [file: string, specifier: string]>): Array<string | null> {
	const program = `
		import { forbiddenReason } from './eslint/floors-rule.mjs';
		const imports = ${JSON.stringify(imports)};
		console.log(JSON.stringify(imports.map(([file, specifier]) => forbiddenReason(file, specifier) ?? null)));
	`;
	return JSON.parse(runNode(['--input-type=module', '--eval', program]));
}

/** The names of the rules that each piece of code breaks, by the path it is said to have. */
function brokenRules(codeByFile: Readonly<Record<string, string>>): Record<string, string[]> {
	const program = `
		const path = require('node:path');
		const { ESLint } = require('eslint');
		const eslint = new ESLint();
		Promise.all(Object.entries(${JSON.stringify(codeByFile)}).map(async ([file, code]) => {
			const [result] = await eslint.lintText(code, { filePath: path.resolve(file) });
			return [file, result.messages.map((message) => message.ruleId)];
		})).then((found) => console.log(JSON.stringify(Object.fromEntries(found))));
	`;
	return JSON.parse(runNode(['--eval', program]));
}

function runNode(args: string[]): string {
	return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
}

describe('forbiddenReason', () => {
	const allowed = [
		['core/record/identity', '../errors'],
		['core/record/identity', './normal-forms'],
		['core/record/input-hash', 'crypto'],
		['core/run/lease', '../store/store'],
		['core/stages/write/write', '../../salesforce/client'],
		['core/stages/enrich/providers/reference-data', 'csv-parse/sync'],
		['core/run/lease.test', '../store/open-store'],
		['nodes/SalesforceScore/operations/score.operation', '../../../core/stages/score/score'],
		['nodes/wiring/translate-error', 'n8n-workflow'],
		['emulators/salesforce/server', 'fastify'],
		['test/nodes/fetch.test', '../../emulators/salesforce/server'],
		['gulpfile', 'gulp'],
	] as const;
	const forbidden = [
		['core/errors', './record/outcome'],
		['core/record/identity', '../salesforce/client'],
		['core/record/identity', 'n8n-workflow'],
		['core/salesforce/client', '../store/store'],
		['core/run/lease', '../store/sqlite/sqlite-store'],
		['core/run/lease', '../stages/fetch/fetch'],
		['core/stages/score/score', '../enrich/enrich'],
		['core/stages/score/score', 'n8n-workflow'],
		['core/stages/fetch/fetch', '../../store/open-store'],
		['credentials/server-to-server', '../nodes/wiring/store'],
		['nodes/wiring/salesforce-client', 'jsforce'],
		['emulators/salesforce/server', '../../core/errors'],
		['core/salesforce/connect.test', '../../nodes/wiring/store'],
	] as const;
	const reasons = reasonsFor([...allowed, ...forbidden]);

	it.each(allowed.map((pair, index) => [...pair, reasons[index]]))('lets %s import %s', (_file, _specifier, reason) => {
		expect(reason).toBeNull();
	});

	it.each(forbidden.map((pair, index) => [...pair, reasons[allowed.length + index]]))(
		'keeps %s from importing %s',
		(_file, _specifier, reason) => {
			expect(reason).toContain('may not import');
		},
	);
});

describe('the lint configuration', () => {
	const engineImport = "import { WorkflowExecute } from 'n8n-core';\nexport const engine = WorkflowExecute;";
	const broken = brokenRules({
		'core/record/sample.ts': [
			"import { systemClock } from '../../nodes/wiring/clock';",
			"import type { RunContext } from '../run/run-context';",
			"export const lazily = import('../salesforce/connect');",
			"export const sqlite = require('node:sqlite');",
			"export type Store = import('../store/store').Store;",
			'export const used: [typeof systemClock, RunContext?] = [systemClock];',
		].join('\n'),
		'core/record/sample.test.ts': engineImport,
		'test/workflows/sample.test.ts': engineImport,
		'core/record/prose.ts': "export const isPause = (run: { reason: string }) => run.reason.startsWith('Paused: ');",
		'core/record/utils.ts': "export { toId18 } from './identity';",
		'nodes/Sample/Sample.node.ts': `
			import type { INodeType } from 'n8n-workflow';
			export class Sample implements INodeType {
				description = {
					displayName: 'Sample',
					name: 'sample',
					properties: [{ displayName: 'Is on', name: 'isOn', type: 'boolean', default: true }],
				};
			}`,
	});

	it('reports every way of reaching a forbidden floor', () => {
		expect(broken['core/record/sample.ts'].filter((rule) => rule === 'house/floors')).toHaveLength(5);
	});

	it("keeps n8n's engine out of unit tests, and only out of them", () => {
		expect(broken['core/record/sample.test.ts']).toContain('no-restricted-imports');
		expect(broken['test/workflows/sample.test.ts']).not.toContain('no-restricted-imports');
	});

	it('reports state that is read from a sentence', () => {
		expect(broken['core/record/prose.ts']).toContain('no-restricted-syntax');
	});

	it('reports barrels and names without a subject', () => {
		expect(broken['core/record/utils.ts']).toEqual(expect.arrayContaining(['no-restricted-syntax', 'house/file-name']));
	});

	it("applies both of n8n's plugins to nodes", () => {
		const rules = broken['nodes/Sample/Sample.node.ts'];
		expect(rules).toContain('@n8n/community-nodes/require-node-description-fields');
		expect(rules).toContain('n8n-nodes-base/node-param-display-name-miscased');
	});
});
