import { join } from 'node:path';
import { sortBy } from 'lodash';
import type { RunSummary } from '../../core/run/run-summary';
import { ownCustomFields } from '../../demo/data/own-custom-fields';
import { readTemplate } from '../../demo/hourly-template';
import { defaultKey, startProviders, type ProvidersEmulator } from '../../emulators/providers/providers-emulator';
import type { ProductionRun } from '../engine/workflow-engine';
import { HourlyOrg, summariesOf } from './hourly-org';

const provider = 'people-data-labs-person';
const movers = [
	{
		firstName: 'Ada',
		lastName: 'Byron',
		company: 'contoso.example',
		formerCompany: 'northwind.example',
		email: 'ada@contoso.example',
		formerEmail: 'ada@northwind.example',
		title: 'Director',
	},
	{
		firstName: 'Kofi',
		lastName: 'Danso',
		company: 'fabrikam.example',
		formerCompany: 'northwind.example',
		email: 'kofi@fabrikam.example',
		formerEmail: 'kofi@northwind.example',
	},
];
const stayed = {
	firstName: 'Mia',
	lastName: 'Berg',
	company: 'northwind.example',
	email: 'mia@northwind.example',
	title: 'Buyer',
};

let vendors: ProvidersEmulator;
let org: HourlyOrg;

beforeAll(async () => {
	org = await HourlyOrg.open(join(__dirname, '..', '..'));
	vendors = await startProviders({
		world: {
			companies: [
				{ name: 'Northwind', domain: 'northwind.example' },
				{ name: 'Contoso', domain: 'contoso.example' },
				{ name: "O'Fabrikam \\ Sons", domain: 'fabrikam.example' },
			],
			people: [...movers, stayed].map((person) => ({ ...person, isSuppressed: false })),
			personCount: 0,
		},
		coverage: { 'people-data-labs': { person: 1, company: 1, stale: 0, wrong: 0, fill: { email: 1 } } },
	});
	process.env.SALESFORCE_ENRICHMENT_PROVIDERS = `${provider}=${vendors.urls['people-data-labs']}`;
});

beforeEach(async () => {
	vendors.reset();
	await org.begin([], {
		customFields: ownCustomFields(['Lead', 'Contact', 'Account']),
		users: [{ Id: '005000000000042AAA', Username: 'owner@demo.example', LastName: 'Owner' }],
	});
	const { emulator } = org;
	const northwind = emulator.org.insert('Account', { Name: 'Northwind', Website: 'northwind.example' });
	emulator.org.insert('Account', { Name: 'Contoso', Website: 'contoso.example' });
	for (const { firstName, lastName, ...person } of [...movers, stayed])
		emulator.org.insert('Contact', {
			FirstName: firstName,
			LastName: lastName,
			Email: 'formerEmail' in person ? person.formerEmail : person.email,
			AccountId: northwind,
			OwnerId: '005000000000042AAA',
		});
});

afterAll(async () => {
	delete process.env.SALESFORCE_ENRICHMENT_PROVIDERS;
	await vendors.close();
	await org.close();
});

async function run(): Promise<{ readonly run: ProductionRun; readonly summary: RunSummary }> {
	const credentials = { ...org.credentials(), enrichmentPeopleDataLabsApi: { apiKey: defaultKey } };
	const done = await org.engine.run(readTemplate('employer-changes'), credentials, 'Every Sunday');
	expect(done.error).toBeUndefined();
	const [summary, ...more] = summariesOf(done);
	expect(more).toEqual([]);
	return { run: done, summary };
}

const contacts = () =>
	org.emulator.org
		.rows('Contact')
		.map(({ Email, AccountId, OwnerId, Enrichment_Outcome__c: outcome }) => ({ Email, AccountId, OwnerId, outcome }));
const tasks = () => org.emulator.org.rows('Task').map(({ Subject, OwnerId, WhoId }) => ({ Subject, OwnerId, WhoId }));

describe('the employer changes template', () => {
	it('flags the old contact, makes the new one, and tells the owner', async () => {
		const [contoso] = org.emulator.org.rows('Account').filter(({ Name }) => Name === 'Contoso');
		const { summary } = await run();

		expect(summary.status).toBe('Success');
		const owner = '005000000000042AAA';
		expect(contacts().slice(0, 2)).toEqual([
			expect.objectContaining({ Email: 'ada@northwind.example', outcome: 'changed_employer' }),
			expect.objectContaining({ Email: 'kofi@northwind.example', outcome: 'changed_employer' }),
		]);
		expect(contacts()[2]).toMatchObject({ Email: 'mia@northwind.example' });
		expect(contacts()[2].outcome).not.toBe('changed_employer');
		expect(sortBy(contacts().slice(3), 'Email')).toEqual([
			expect.objectContaining({ Email: 'ada@contoso.example', AccountId: contoso.Id, OwnerId: owner }),
			expect.objectContaining({ Email: 'kofi@fabrikam.example', AccountId: null, OwnerId: owner }),
		]);
		const [ada] = org.emulator.org.rows('Contact');
		expect(tasks()).toHaveLength(2);
		expect(sortBy(tasks(), 'Subject')[0]).toEqual({
			Subject: 'Ada Byron works for Contoso now',
			OwnerId: owner,
			WhoId: ada.Id,
		});
	});

	it('makes and tells nothing a second time', async () => {
		await run();
		org.passHours(24 * 7);
		await run();

		expect(tasks()).toHaveLength(2);
		expect(contacts()).toHaveLength(5);
	});

	it('finds who is known at the new company already', async () => {
		org.emulator.org.insert('Contact', { FirstName: 'Ada', LastName: 'Byron', Email: 'ADA@contoso.example' });
		await run();

		expect(contacts().filter(({ Email }) => String(Email).toLowerCase() === 'ada@contoso.example')).toHaveLength(1);
		expect(tasks()).toHaveLength(2);
	});

	it('makes nobody twice when it broke between the new contact and the flag', async () => {
		const template = readTemplate('employer-changes');
		const broken = {
			...template,
			nodes: template.nodes.map((node) =>
				node.name === 'Write to Salesforce'
					? { ...node, type: 'n8n-nodes-base.stopAndError', typeVersion: 1, parameters: { errorMessage: 'killed' } }
					: node,
			),
		};
		const credentials = { ...org.credentials(), enrichmentPeopleDataLabsApi: { apiKey: defaultKey } };
		const failed = await org.engine.run(broken, credentials, 'Every Sunday');
		expect(failed.error).toContain('killed');
		expect([contacts().length, tasks().length]).toEqual([5, 0]);

		await run();
		expect([contacts().length, tasks().length]).toEqual([5, 2]);
	});
});
