import { aLead, frozenNow, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { OrgSeed } from '../org/seed';
import type { SalesforceEmulator } from '../salesforce-emulator';

const roll = { child: 'Contact', by: 'AccountId' } as const;
const seed: OrgSeed = {
	customFields: [
		{ object: 'Account', name: 'Contacts__c', type: 'double', rollUp: { ...roll, operation: 'count' } },
		{ object: 'Account', name: 'Youngest__c', type: 'date', rollUp: { ...roll, operation: 'max', field: 'Birthdate' } },
		{
			object: 'Account',
			name: 'Won__c',
			type: 'currency',
			scale: 2,
			rollUp: { child: 'Opportunity', by: 'AccountId', operation: 'sum', field: 'Amount', where: { IsWon: true } },
		},
	],
	automation: {
		fieldUpdates: [
			{ object: 'Lead', on: 'create', when: { field: 'LeadSource', op: 'blank' }, set: { LeadSource: 'Other' } },
			{
				object: 'Lead',
				when: [
					{ field: 'Rating', op: '=', value: 'Hot' },
					{ field: 'Title', op: 'notBlank' },
				],
				set: { Description: { from: 'Title' } },
			},
		],
		cpuLimits: [{ object: 'Lead', rows: 3 }],
		lockContention: [{ object: 'Contact', by: 'AccountId', percent: 100 }],
	},
	records: {
		Account: [{ '@ref': 'acme', Name: 'Acme' }, { Name: 'Beta' }],
		Contact: [
			{ LastName: 'A', AccountId: '@acme', Birthdate: '1990-01-01' },
			{ LastName: 'B', AccountId: '@acme' },
		],
		Opportunity: [{ Name: 'Big', AccountId: '@acme', StageName: 'Closed Won', CloseDate: '2026-01-01', Amount: 10.5 }],
	},
};
const [acme, beta] = ['0015e0000000001AAA', '0015e0000000002AAA'];

let now = frozenNow;
let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ clock: () => now, seed });
});
beforeEach(async () => {
	now = frozenNow;
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

function account(id = acme) {
	return org.org.get('Account', id)!;
}

describe('roll-up summaries', () => {
	it('hold what the seed adds up to', () => {
		expect(account()).toMatchObject({ Contacts__c: 2, Youngest__c: '1990-01-01', Won__c: 10.5 });
		expect(account(beta)).toMatchObject({ Contacts__c: 0, Youngest__c: null, Won__c: 0 });
	});

	it('follow children that come, move and go', () => {
		const id = org.org.insert('Contact', { LastName: 'C', AccountId: acme, Birthdate: '2000-01-01' });
		expect(account()).toMatchObject({ Contacts__c: 3, Youngest__c: '2000-01-01' });
		now = new Date('2026-11-21T17:00:00Z');
		org.org.update('Contact', id, { AccountId: beta });
		expect([account().Contacts__c, account(beta).Contacts__c, account().Youngest__c]).toEqual([2, 1, '1990-01-01']);
		now = new Date('2026-11-21T18:00:00Z');
		org.org.delete('Contact', id);
		expect(account(beta).Contacts__c).toBe(0);
	});

	it('move SystemModstamp and no other stamp, and only when the figure changes', () => {
		now = new Date('2026-11-21T17:00:00Z');
		const id = org.org.insert('Opportunity', {
			Name: 'New',
			AccountId: acme,
			StageName: 'Prospecting',
			CloseDate: '2026-12-01',
			Amount: 5,
		});
		expect(account().SystemModstamp).toBe('2026-11-21T16:29:17.000+0000');
		org.org.update('Opportunity', id, { StageName: 'Closed Won' });
		expect(account()).toMatchObject({
			Won__c: 15.5,
			SystemModstamp: '2026-11-21T17:00:00.000+0000',
			LastModifiedDate: '2026-11-21T16:29:17.000+0000',
		});
	});
});

describe('field updates before save', () => {
	it('set what their conditions ask for', () => {
		const id = org.org.insert('Lead', { LastName: 'A', Company: 'B', Title: 'CTO' });
		expect(org.org.get('Lead', id)).toMatchObject({ LeadSource: 'Other', Description: null });
		org.org.update('Lead', id, { LeadSource: null, Rating: 'Hot' });
		expect(org.org.get('Lead', id)).toMatchObject({ LeadSource: null, Description: 'CTO' });
	});
});

describe('the CPU limit', () => {
	it('fails every record of a transaction that is too large, and none of a smaller one', async () => {
		const create = (count: number) =>
			client.request('POST', 'composite/sobjects', {
				records: Array.from({ length: count }, () => aLead({ LastName: 'A', Company: 'B' })),
			});
		const { body } = await create(4);
		expect(body).toEqual(
			Array(4).fill({
				success: false,
				errors: [
					{
						statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
						message: 'LeadTrigger: System.LimitException: Apex CPU time limit exceeded',
						fields: [],
					},
				],
			}),
		);
		expect((await create(3)).body.every((each: { success: boolean }) => each.success)).toBe(true);
	});
});

describe('lock contention', () => {
	const save = (AccountId: string) =>
		client.request('POST', 'composite/sobjects', {
			records: [1, 2].map((n) => ({ attributes: { type: 'Contact' }, LastName: `N${n}`, AccountId })),
		});

	it('meets a parent that another transaction touched a moment before, not its own', async () => {
		expect((await save(acme)).body.map((each: { success: boolean }) => each.success)).toEqual([true, true]);
		expect((await save(acme)).body[0].errors).toEqual([
			{
				statusCode: 'UNABLE_TO_LOCK_ROW',
				message: 'unable to obtain exclusive access to this record or 1 records: 0015e0000000001',
				fields: [],
			},
		]);
		expect((await save(beta)).body[0].success).toBe(true);
	});

	it('ends after ten seconds', async () => {
		await save(acme);
		now = new Date(frozenNow.getTime() + 10_000);
		expect((await save(acme)).body[0].success).toBe(true);
	});

	it('comes at random by a fault', async () => {
		org.faults.set({ lockErrorPercent: 100 });
		const { body } = await client.request('PATCH', `sobjects/Account/${beta}`, { Phone: '1' });
		expect(body[0]).toMatchObject({ errorCode: 'UNABLE_TO_LOCK_ROW' });
	});
});

describe('the script', () => {
	it('edits after so many calls, as the user it names', async () => {
		org.org.script([
			{ afterCall: 2, as: 'admin@example.com', update: { object: 'Account', id: acme, fields: { Phone: '42' } } },
		]);
		await client.query('SELECT Id FROM Account');
		expect(account().Phone).toBeNull();
		await client.query('SELECT Id FROM Account');
		expect(account()).toMatchObject({
			Phone: '42',
			LastModifiedById: org.org.find('User', { Username: 'admin@example.com' })[0].Id,
		});
	});

	it('counts only calls of a kind, where one is given', async () => {
		org.org.script([{ afterCall: 1, kind: 'query', update: { object: 'Account', id: acme, fields: { Phone: '42' } } }]);
		await client.request('GET', 'limits');
		expect(account().Phone).toBeNull();
		await client.query('SELECT Id FROM Account');
		expect(account().Phone).toBe('42');
	});

	it('edits right before a client writes the object, once', async () => {
		org.org.script([
			{
				beforeWriteOf: 'Account',
				update: { object: 'Account', where: { Name: 'Acme' }, fields: { Site: 'HQ', Phone: '1' } },
			},
		]);
		await client.request('PATCH', 'sobjects/Contact/0035e0000000001AAA', { Title: 'x' });
		expect(account().Site).toBeNull();
		await client.request('PATCH', 'composite/sobjects', {
			records: [{ attributes: { type: 'Account' }, Id: acme, Phone: '2' }],
		});
		expect(account()).toMatchObject({ Site: 'HQ', Phone: '2' });
		org.org.update('Account', acme, { Site: null });
		await client.request('PATCH', `sobjects/Account/${acme}`, { Phone: '3' });
		expect(account().Site).toBeNull();
	});

	it.each([
		[{ update: { object: 'Account', id: acme, fields: {} } }, 'afterCall or beforeWriteOf'],
		[{ afterCall: 1, update: { object: 'Account', fields: {} } }, 'an id or a where'],
	])('refuses the step %j', (step, text) => {
		expect(() => org.org.script([step])).toThrow(text);
	});
});

describe('a seed with automation that cannot work', () => {
	it.each([
		[{ automation: { cpuLimits: [{ object: 'Nope', rows: 1 }] } }, 'no object Nope'],
		[{ automation: { fieldUpdates: [{ object: 'Lead', set: { Nope: 1 } }] } }, 'names Nope'],
		[{ validationRules: [{ object: 'Lead', when: { field: 'Nope', op: 'blank' }, message: 'x' }] }, 'names Nope'],
		[
			{ validationRules: [{ object: 'Lead', when: { field: 'Address', op: 'blank' }, message: 'x' }] },
			'worked out only after the save',
		],
		[
			{
				customFields: [
					{
						object: 'Account',
						name: 'N__c',
						type: 'double',
						rollUp: { child: 'Contact', by: 'Nope', operation: 'count' },
					},
				],
			},
			'Contact.Nope',
		],
		[
			{
				customFields: [
					{
						object: 'Account',
						name: 'N__c',
						type: 'double',
						rollUp: { child: 'Contact', by: 'AccountId', operation: 'sum' },
					},
				],
			},
			'needs a field',
		],
	])('refuses to start with %j', async (broken, text) => {
		await expect(startTestOrg({ seed: broken as OrgSeed })).rejects.toThrow(text);
	});
});
