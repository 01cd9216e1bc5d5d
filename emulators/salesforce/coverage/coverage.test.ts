import { readFileSync } from 'node:fs';
import type { SalesforceEmulator } from '../salesforce-emulator';
import { signIn, startTestOrg, type SignedInClient } from '../test-org';
import { coverageText, type CoverageInput } from './coverage-text';
import { coverageFile, loadCoverage } from './load-coverage';
import { refusedResources } from './refused-resources';
import { routeEvidence, staleRoutes, statusOf } from './route-evidence';

let input: CoverageInput;
beforeAll(async () => {
	input = await loadCoverage();
});

describe('COVERAGE.md', () => {
	it('is what the generator writes', () => {
		expect(readFileSync(coverageFile, 'utf8')).toBe(coverageText(input));
	});

	it('has a row for every route, and calls none supported without a client or a page that was read', () => {
		const rows = readFileSync(coverageFile, 'utf8')
			.split('\n')
			.filter((line) => /^\| `(GET|POST|PATCH|PUT|DELETE) ?[^|]*` \| (supported|served)/.test(line));
		const evidence = routeEvidence(input.routes, input.observed, input.exchanges).filter((each) => !each.isOwn);
		expect(rows.length).toBe(evidence.length);
		const proven = (row: string): boolean =>
			row
				.split('|')
				.slice(3, 5)
				.some((cell) => cell.trim() !== '');
		expect(rows.filter((row) => row.includes('| supported |') !== proven(row))).toEqual([]);
	});

	it('names no route that the emulator has lost', () => {
		expect(staleRoutes(input.routes, input.observed)).toEqual([]);
	});
});

describe('statusOf', () => {
	it.each([
		[{ isOwn: true, clients: [], pages: [], recalled: [] }, 'own'],
		[{ isOwn: false, clients: ['jsforce'], pages: [], recalled: ['Guide: Page'] }, 'supported'],
		[{ isOwn: false, clients: [], pages: ['Guide: Page'], recalled: [] }, 'supported'],
		[{ isOwn: false, clients: [], pages: [], recalled: ['Guide: Page'] }, 'served, from memory of the guide'],
		[{ isOwn: false, clients: [], pages: [], recalled: [] }, 'served, unproven'],
	])('calls %j %s', (evidence, status) => {
		expect(statusOf({ route: 'GET x', ...evidence })).toBe(status);
	});
});

describe('routeEvidence', () => {
	it('keeps pages that were read apart from those that were recalled', () => {
		const route = input.routes.find(({ method, path }) => `${method} ${path}` === 'GET limits')!;
		const exchange = input.exchanges.find((each) => each.route === 'GET limits')!;
		const evidence = routeEvidence([route], {}, [
			{ ...exchange, source: 'Guide: A', evidence: 'read' },
			{ ...exchange, source: 'Guide: B', evidence: 'recalled' },
		]);
		expect(evidence).toMatchObject([{ pages: ['Guide: A'], recalled: ['Guide: B'] }]);
	});
});

describe('a resource that is not served', () => {
	let org: SalesforceEmulator;
	let client: SignedInClient;
	beforeAll(async () => {
		org = await startTestOrg();
		client = await signIn(org);
	});
	afterAll(() => org.close());

	it.each(refusedResources.map((each) => [each.name, each] as const))(
		'is refused as the page says: %s',
		async (_name, { method, path, status, errorCode }) => {
			const reply = await client.request(method, path, method === 'GET' ? undefined : {});
			expect([reply.status, reply.body[0].errorCode]).toEqual([status, errorCode]);
		},
	);
});
