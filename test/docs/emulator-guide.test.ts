import { transformSync } from '@swc/core';
import { SalesforceJwtApi } from 'n8n-nodes-base/dist/credentials/SalesforceJwtApi.credentials';
import { isAbsolute, join } from 'node:path';
import { faultNames } from '../../emulators/salesforce/faults/fault-settings';
import { routeTable } from '../../emulators/salesforce/routes/route-table';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { readCurl } from './curl-command';
import { codeBlocks, readDoc, root, tableRows } from './doc-text';

const guide = readDoc('docs/guides/emulator.md');
const address = 'http://127.0.0.1:8800';

let emulator: SalesforceEmulator;
beforeAll(async () => {
	emulator = await startSalesforceEmulator({ seed: { records: { Account: [{ Name: 'Acme' }] } } });
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

describe('the shell examples', () => {
	const commands = codeBlocks(guide, 'sh').flatMap((block) => block.replaceAll('\\\n', '').trim().split('\n'));

	it('send what the emulator answers with success', async () => {
		const curls = commands.filter((command) => command.startsWith('curl '));
		const token = emulator.issueToken();
		const statuses = await Promise.all(
			curls.map(async (command) => {
				const { url, ...request } = readCurl(command.replace(address, emulator.url).replace('$TOKEN', token));
				return (await fetch(url, request)).status;
			}),
		);
		expect(statuses).toEqual([200, 200]);
	});

	it('start the emulator with options it has', () => {
		const [start] = commands;
		const options = [...start.matchAll(/ --([a-z-]+)/g)].map(([, name]) => name);
		const program = readDoc('emulators/salesforce/main.ts');
		expect(start).toMatch(/^npm run emulator -- /);
		expect(options.filter((name) => !program.includes(`\n  --${name} `))).toEqual([]);
	});

	it('use sf commands that the client tests use', () => {
		const used = commands
			.filter((command) => /\bsf (org|data) /.test(command))
			.map((command) => /\bsf ((?:[a-z-]+ )+)/.exec(command)![1].trim().split(' '));
		const checks = readDoc('test/clients/sf-checks.ts').replace(/\s+/g, ' ');
		expect(used.length).toBe(2);
		for (const words of used)
			expect(checks).toContain(
				words
					.slice(0, 2)
					.map((word) => `'${word}'`)
					.join(', '),
			);
	});
});

describe('the TypeScript examples', () => {
	const [jsforceExample, jestExample] = codeBlocks(guide, 'ts');

	it('sign in with jsforce and write a record', async () => {
		const printed: unknown[] = [];
		const code = jsforceExample.replace(address, emulator.url);
		await runExample(code, { console: { log: (value: unknown) => printed.push(value) } });
		expect(printed).toEqual([expect.objectContaining({ LastName: 'Ng', Company: 'Acme' })]);
	});

	it('test with the emulator', async () => {
		const suite = new CollectedSuite();
		await runExample(jestExample, suite.globals);
		expect(await suite.run()).toEqual(['reads what a person changed']);
	});
});

describe('the tables', () => {
	it('list every fault, each with an example that can be set', () => {
		const rows = tableRows(guide, 'Fault');
		expect(rows.map(([name]) => name)).toEqual(faultNames);
		for (const [name, example] of rows) emulator.faults.set({ [name]: JSON.parse(example) });
		expect(Object.keys(emulator.faults.current)).toEqual(faultNames);
	});

	it('list the control routes there are, and no others', () => {
		const listed = tableRows(guide, 'Call')
			.map(([call]) => call)
			.join(' ');
		const paths = [...listed.matchAll(/(\/__control\/[\w/:-]+)/g)].map(([path]) => path);
		const routes = routeTable().filter(({ path }) => path.startsWith('/__control/'));
		expect(paths.filter((path) => !routes.some((route) => route.path === path))).toEqual([]);
		expect(routes.filter(({ method, path }) => method !== 'GET' && !paths.includes(path))).toEqual([]);
	});

	it("name the fields of n8n's credential", () => {
		const fields = new SalesforceJwtApi().properties.map((property) => property.displayName);
		expect(tableRows(guide, 'Field').filter(([field]) => !fields.includes(field))).toEqual([]);
	});
});

/** Runs an example as a module whose relative imports start at the repository's root. */
async function runExample(code: string, globals: Readonly<Record<string, unknown>>): Promise<void> {
	// `await` at the top level is for modules; here the module becomes the body of a function.
	const body = code.replace(
		/^import (.+) from '(.+)';$/gm,
		(_, names: string, from: string) =>
			`const ${names.replace(/, type \w+/g, '')} = require(${JSON.stringify(isAbsolute(from) || !from.startsWith('.') ? from : join(root, from))});`,
	);
	const parser = { syntax: 'typescript' } as const;
	const { code: script } = transformSync(`async () => {${body}}`, {
		jsc: { target: 'es2023', parser },
		isModule: false,
	});
	const names = ['require', ...Object.keys(globals)];
	const make = new Function(...names, `return ${script.replace(/;\s*$/, '')}`) as (
		...values: unknown[]
	) => () => Promise<void>;
	await make(require, ...Object.values(globals))();
}

type Work = () => unknown;

/** Collects what a test file declares, and runs it in Jest's order. */
class CollectedSuite {
	private readonly hooks = { beforeAll: [] as Work[], beforeEach: [] as Work[], afterAll: [] as Work[] };
	private readonly tests: Array<readonly [string, Work]> = [];

	get globals(): Record<string, unknown> {
		const { beforeAll: first, beforeEach: each, afterAll: last } = this.hooks;
		return {
			beforeAll: (work: Work) => first.push(work),
			beforeEach: (work: Work) => each.push(work),
			afterAll: (work: Work) => last.push(work),
			it: (name: string, work: Work) => this.tests.push([name, work]),
		};
	}

	/** The names of the tests that passed; throws as soon as one fails. */
	async run(): Promise<string[]> {
		const passed: string[] = [];
		for (const work of this.hooks.beforeAll) await work();
		try {
			for (const [name, test] of this.tests) {
				for (const work of this.hooks.beforeEach) await work();
				await test();
				passed.push(name);
			}
		} finally {
			for (const work of this.hooks.afterAll) await work();
		}
		return passed;
	}
}
