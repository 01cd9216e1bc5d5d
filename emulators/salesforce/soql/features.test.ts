import type { SalesforceEmulator } from '../salesforce-emulator';
import { signIn, startTestOrg, type SignedInClient } from '../test-org';
import { featureNow, featureSeed } from './feature-seed';
import { soqlFeatures } from './features';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ seed: featureSeed, clock: () => featureNow });
	client = await signIn(org);
});
afterAll(() => org.close());

/** Some examples are longer than an address may be; a batch carries them in its body, as a client would. */
async function ask(soql: string) {
	const request = { method: 'GET', url: `v68.0/query?q=${encodeURIComponent(soql)}` };
	const { body } = await client.request('POST', 'composite/batch', { batchRequests: [request] });
	const [{ statusCode, result }] = body.results;
	return { status: statusCode, body: result };
}

function withoutAttributes(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutAttributes);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).flatMap(([key, each]) => (key === 'attributes' ? [] : [[key, withoutAttributes(each)]])),
	);
}

const named = soqlFeatures.map((each) => [`${each.source.replace(/^.*: /, '')}: ${each.feature}`, each] as const);

describe('soqlFeatures', () => {
	it('name every feature once', () => {
		expect(new Set(named.map(([name]) => name)).size).toBe(named.length);
	});

	it.each(named.filter(([, each]) => each.status === 'supported'))('%s', async (_, each) => {
		const { status, body } = await ask(each.example);
		if (status !== 200) throw new Error(body[0].message);
		const answer = each.status === 'supported' ? each.answer : [];
		if (typeof answer === 'number') expect(body).toEqual({ totalSize: answer, done: true, records: [] });
		else expect(withoutAttributes(body)).toEqual({ totalSize: answer.length, done: true, records: answer });
	});

	it.each(named.filter(([, each]) => each.status === 'refused'))('%s is refused', async (_, each) => {
		const { status, body } = await ask(each.example);
		expect([status, body[0]?.errorCode]).toEqual([400, each.status === 'refused' && each.errorCode]);
	});
});
