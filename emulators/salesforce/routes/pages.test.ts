import { signIn, startTestOrg } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

let org: SalesforceEmulator;
beforeAll(async () => {
	const Lead = Array.from({ length: 120 }, (_, index) => ({
		LastName: `L${index}`,
		Company: index === 7 ? '<script>100%' : 'Acme',
	}));
	org = await startTestOrg({
		seed: {
			records: {
				Account: [{ Name: 'Acme', '@ref': 'acme' }],
				Contact: [{ LastName: 'One', AccountId: '@acme' }],
				Lead,
			},
		},
	});
});
afterAll(() => org.close());

async function page(path: string): Promise<{ status: number; text: string }> {
	const reply = await fetch(org.url + path);
	expect(reply.headers.get('content-type')).toContain('text/html');
	return { status: reply.status, text: await reply.text() };
}

const rowCount = (text: string) => text.match(/<tr>/g)!.length - 1;

describe('the pages', () => {
	it('list objects with their counts', async () => {
		const { text } = await page('/');
		expect(text).toMatch(/href="\/objects\/Lead">Lead<\/a>[\s\S]*?<td class="number">120<\/td>/);
	});

	it('leaf through records', async () => {
		expect(rowCount((await page('/objects/Lead')).text)).toBe(50);
		const last = (await page('/objects/lead?page=3')).text;
		expect([rowCount(last), last.includes('Page 3 of 3'), last.includes('On →')]).toEqual([20, true, false]);
		expect(rowCount((await page('/objects/Lead?page=99')).text)).toBe(20);
	});

	it('filter by text, taken literally and shown escaped', async () => {
		const { text } = await page(`/objects/Lead?filter=${encodeURIComponent('<script>100%')}`);
		expect(rowCount(text)).toBe(1);
		expect(text).toContain('&lt;script&gt;100%');
		expect(text).not.toContain('<script>');
		expect(rowCount((await page('/objects/Lead?filter=%25')).text)).toBe(1);
	});

	it('show a record with links to what it refers to', async () => {
		const contact = org.org.rows('Contact')[0];
		const { text } = await page(`/objects/Contact/${String(contact.Id)}`);
		expect(text).toContain(`<a href="/objects/Account/${String(contact.AccountId)}">`);
		expect((await page('/objects/Contact/0035e00000ZZZZZ')).status).toBe(404);
		expect((await page('/objects/Nothing')).status).toBe(404);
	});

	it('show the calls, but are none themselves', async () => {
		await (await signIn(org)).request('GET', 'sobjects/Lead/00Q5e00000ZZZZZ');
		const { text } = await page('/calls');
		expect(text).toContain('GET /services/data/v68.0/sobjects/Lead/00Q5e00000ZZZZZ');
		expect(org.calls.log.map((each) => each.kind)).toEqual(['token', 'row']);
	});
});
