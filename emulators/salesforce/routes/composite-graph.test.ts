import { signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg();
});
beforeEach(async () => {
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

const node = (sObject: string, referenceId: string, body: unknown) => ({
	method: 'POST',
	url: `/services/data/v68.0/sobjects/${sObject}/`,
	referenceId,
	body,
});
const graph = (graphId: string, ...compositeRequest: unknown[]) => ({ graphId, compositeRequest });
const good = (id: string) =>
	graph(id, node('Account', 'a', { Name: id }), node('Contact', 'c', { LastName: 'C', AccountId: '@{a.id}' }));
const bad = (id: string) => graph(id, node('Account', 'a', { Name: id }), node('Contact', 'c', {}));

function post(...graphs: unknown[]) {
	return client.request('POST', 'composite/graph', { graphs });
}

describe('composite graph', () => {
	it('keeps or undoes each graph by itself', async () => {
		const { status, body } = await post(good('1'), bad('2'), good('3'));
		expect([status, body.graphs.map((each: { isSuccessful: boolean }) => each.isSuccessful)]).toEqual([
			200,
			[true, false, true],
		]);
		const statuses = (index: number) =>
			body.graphs[index].graphResponse.compositeResponse.map((each: { httpStatusCode: number }) => each.httpStatusCode);
		expect([statuses(0), statuses(1)]).toEqual([
			[201, 201],
			[400, 400],
		]);
		const errors = body.graphs[1].graphResponse.compositeResponse.map(
			(each: { body: Array<{ errorCode: string }> }) => each.body[0].errorCode,
		);
		expect(errors).toEqual(['PROCESSING_HALTED', 'REQUIRED_FIELD_MISSING']);
		expect(org.org.rows('Account').map((each) => each.Name)).toEqual(['1', '3']);
		expect(org.org.rows('Contact').every((each) => each.AccountId)).toBe(true);
		expect(org.calls.total).toBe(1);
	});

	it('carries out no more graphs once 14 have failed', async () => {
		const { body } = await post(...Array.from({ length: 14 }, (_, index) => bad(`bad${index}`)), good('late'));
		expect(body.graphs[14]).toMatchObject({ graphId: 'late', isSuccessful: false });
		expect(org.org.count('Account')).toBe(0);
	});

	it('takes rows only', async () => {
		const query = { method: 'GET', url: '/services/data/v68.0/query?q=SELECT Id FROM Account', referenceId: 'q' };
		expect((await post(graph('1', query))).body.graphs[0].graphResponse.compositeResponse[0].body[0].errorCode).toBe(
			'INVALID_INPUT',
		);
	});

	it.each([
		['76 graphs', () => Array.from({ length: 76 }, (_, index) => good(String(index)))],
		['501 nodes', () => [graph('1', ...Array.from({ length: 501 }, (_, index) => node('Account', `a${index}`, {})))]],
		[
			'a chain of 16',
			() => [
				graph(
					'1',
					...Array.from({ length: 16 }, (_, index) =>
						node('Account', `a${index}`, { Name: index ? `@{a${index - 1}.id}` : 'x' }),
					),
				),
			],
		],
		[
			'16 kinds of nodes',
			() => [graph('1', ...Array.from({ length: 16 }, (_, index) => node(`X${index}`, `a${index}`, {})))],
		],
	])('refuses %s', async (_, graphs) => {
		const { status, body } = await post(...graphs());
		expect([status, body[0].errorCode]).toEqual([400, 'LIMIT_EXCEEDED']);
	});

	it('wants graphs and nodes told apart', async () => {
		for (const graphs of [
			[good('1'), good('1')],
			[graph('1', node('Account', 'a', {}), node('Account', 'a', {}))],
			[graph('1', node('Account', 'a b', {}))],
		]) {
			expect((await post(...graphs)).body[0].errorCode).toBe('INVALID_INPUT');
		}
	});
});
