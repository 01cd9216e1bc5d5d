import type { DuplicateMatch, Proposal, RecordItem } from '../../record/record-item';
import type { RunContext } from '../../run/run-context';
import { maxBlockSize } from './blocking';
import { type DedupeResult, findDuplicates, maxMatches } from './dedupe';
import { dedupeKeyPreset, dedupePreset, type DedupeKey } from './dedupe-presets';

async function duplicatesAmong(
	sObject: string,
	items: readonly RecordItem[],
	keys?: readonly DedupeKey[],
): Promise<DedupeResult> {
	return await findDuplicates(items, {
		sObject,
		keys: keys ?? dedupeKeyPreset(sObject),
		fields: dedupePreset(sObject),
	});
}

function matchesById({ items }: DedupeResult): Record<string, readonly DuplicateMatch[]> {
	return Object.fromEntries(items.map((item) => [item.Id, item._enrichment?.matches ?? []]));
}

function aLead(Id: string, change: RecordItem = {}): RecordItem {
	return { Id, FirstName: 'Ann', LastName: 'Lee', Email: null, Company: null, Website: null, ...change };
}

function anAccount(Id: string, change: RecordItem = {}): RecordItem {
	return { Id, Name: null, Website: null, ...change };
}

function numbered(index: number): string {
	return `L${String(index).padStart(5, '0')}`;
}

/** A fixed shuffle, so that a failure can be repeated. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
	const result = list.slice();
	let state = seed;
	for (let index = result.length - 1; index > 0; index -= 1) {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		const other = (state >> 8) % (index + 1);
		[result[index], result[other]] = [result[other], result[index]];
	}
	return result;
}

describe('findDuplicates', () => {
	it('in a run compares with the value that will replace one of ours, and alone with the one that is there', async () => {
		const Website = {
			value: 'acme.com',
			provider: 'p',
			confidence: 0.9,
			observedAt: '2026-01-01',
			policy: 'tracked',
		} as const;
		const ours = { recordId: '001000000000001AAA', field: 'Website', value: 'old.example' };
		const store = { loadLastWritten: async () => [ours], loadTombstones: async () => [] };
		const context = { run: { orgId: 'org' }, store } as unknown as RunContext;
		const accounts = [
			anAccount(ours.recordId, { Website: 'old.example', _enrichment: { proposals: { Website } } }),
			anAccount('001000000000002AAA', { Website: 'acme.com' }),
		];
		const request = { sObject: 'Account', keys: dedupeKeyPreset('Account'), fields: dedupePreset('Account') };
		expect((await findDuplicates(accounts, request, context)).groups).toEqual([accounts.map(({ Id }) => Id)]);
		expect((await findDuplicates(accounts, request)).groups).toEqual([]);
	});

	it('colleagues are not duplicates', async () => {
		const company = { Company: 'Acme Inc', Website: 'www.acme.com' };
		const { items, groups } = await duplicatesAmong('Lead', [
			aLead('L1', { ...company, Email: 'ann@acme.com' }),
			aLead('L2', { ...company, Email: 'bob@acme.com', FirstName: 'Bob' }),
			aLead('L3', { ...company, LastName: 'Ray' }),
			aLead('L4', { ...company, Email: 'info@acme.com', FirstName: 'Eve' }),
			aLead('L5', { ...company, Email: 'info@acme.com', FirstName: 'Dan' }),
			aLead('L6', { ...company, FirstName: null }),
			aLead('L7', { ...company, FirstName: null }),
		]);
		expect(items.filter((item) => item._enrichment?.matches)).toEqual([]);
		expect(groups).toEqual([]);
	});

	it.each<[string, RecordItem, RecordItem, Partial<DuplicateMatch>]>([
		[
			'one address',
			{ Email: 'Ann.Lee@gmail.com' },
			{ Email: 'annlee+x@googlemail.com', FirstName: 'A.' },
			{ probability: 0.99, agreedOn: ['email'] },
		],
		[
			'name and company',
			{ Company: 'Acme Inc.' },
			{ Company: 'ACME', FirstName: ' ANN' },
			{ probability: 0.9, agreedOn: ['name+company'] },
		],
		[
			'name and domain',
			{ Email: 'ann@acme.com' },
			{ Website: 'https://acme.com/x' },
			{ probability: 0.92, agreedOn: ['name+domain'] },
		],
		[
			'a shared mailbox and the name',
			{ Email: 'info@acme.com' },
			{ Email: 'INFO@acme.com' },
			{ probability: 0.99, agreedOn: ['email+name', 'name+domain'] },
		],
		[
			'everything',
			{ Email: 'ann@acme.com', Company: 'Acme' },
			{ Email: 'ann@acme.com', Company: 'Acme' },
			{ probability: 0.99, agreedOn: ['email', 'name+company', 'name+domain'] },
		],
	])('finds people who agree on %s', async (_, a, b, expected) => {
		const result = await duplicatesAmong('Lead', [aLead('L1', a), aLead('L2', b)]);
		expect(matchesById(result)).toEqual({
			L1: [{ sObject: 'Lead', id: 'L2', ...expected }],
			L2: [{ sObject: 'Lead', id: 'L1', ...expected }],
		});
	});

	it.each<[string, RecordItem, RecordItem]>([
		['a private mail provider', { Email: 'ann@gmail.com' }, { Email: 'ann.l@gmail.com' }],
		['a placeholder for the company', { Company: 'n/a' }, { Company: 'N.A.' }],
		['the name alone', {}, {}],
		...[
			'test@test.com',
			'noreply@acme.com',
			'no-reply@acme.com',
			'do_not_reply@acme.com',
			'none@none.com',
			'na@na.com',
			'ann@example.com',
			'asdf@asdf.com',
			'xxx@acme.com',
			'123@acme.com',
			'keineangabe@acme.com',
			'inconnu@acme.com',
			'ninguno@acme.com',
			'ann@acme.com.invalid',
		].map((Email): [string, RecordItem, RecordItem] => [
			`the junk address ${Email}`,
			{ Email, LastName: 'Ray' },
			{ Email, FirstName: 'Bob' },
		]),
		...[
			'info',
			'kontakt',
			'ventas',
			'contato',
			'contacto',
			'contact.us',
			'accueil',
			'vertrieb',
			'biuro',
			'segreteria',
			'sales2',
			'info-de',
			'verkoop',
			'toiawase',
			'kefu',
			'redaktion',
			'sekretaryat',
			'forsaljning',
			'rezervace',
		].map((mailbox): [string, RecordItem, RecordItem] => [
			`the shared mailbox ${mailbox}@`,
			{ Email: `${mailbox}@acme.com`, LastName: 'Ray' },
			{ Email: `${mailbox}@acme.com`, FirstName: 'Bob' },
		]),
		...[
			['Unknown', 'Unknown'],
			['n/a', 'n/a'],
			['Test', 'Test'],
			['Test', 'User'],
			['[not provided]', 'Lee'],
			['John', 'Doe'],
			['Max', 'Mustermann'],
			['X', 'Y'],
			['-', '-'],
			['Unbekannt', 'Lee'],
			['NA', 'NA'],
			['测试', '测试'],
			['xxx', 'xxx'],
		].map(([FirstName, LastName]): [string, RecordItem, RecordItem] => [
			`the placeholder person ${FirstName} ${LastName}`,
			{ FirstName, LastName, Company: 'Acme' },
			{ FirstName, LastName, Company: 'Acme' },
		]),
		...[
			'example.com',
			'none.com',
			'test.com',
			'linkedin.com/company/acme',
			'acme.wixsite.com/a',
			'https://bit.ly/x',
			'google.com/maps/place/x',
			'facebook.com/acme',
		].map((Website): [string, RecordItem, RecordItem] => [`the site ${Website}`, { Website }, { Website }]),
		...['Unknown', 'Test Company', 'unbekannt', 'Sin Empresa', 'Particulier', 'Неизвестно', '个人', 'No Company'].map(
			(Company): [string, RecordItem, RecordItem] => [`the placeholder company ${Company}`, { Company }, { Company }],
		),
	])('does not join people by %s', async (_, a, b) => {
		const result = await duplicatesAmong('Lead', [aLead('L1', a), aLead('L2', b)]);
		expect(result.groups).toEqual([]);
	});

	it.each<[string, RecordItem, RecordItem, Partial<DuplicateMatch>]>([
		[
			'the domain',
			{ Name: 'Acme', Website: 'acme.com' },
			{ Name: 'Acme Rockets', Website: 'shop.acme.com' },
			{ probability: 0.95, agreedOn: ['domain'] },
		],
		[
			'the name',
			{ Name: 'Acme GmbH' },
			{ Name: 'ACME', Website: 'acme.com' },
			{ probability: 0.85, agreedOn: ['company'] },
		],
		[
			'both',
			{ Name: 'Acme', Website: 'acme.com' },
			{ Name: 'Acme Ltd', Website: 'www.acme.com' },
			{ probability: 0.99, agreedOn: ['domain+company'] },
		],
	])('finds accounts that agree on %s', async (_, a, b, expected) => {
		const result = await duplicatesAmong('Account', [anAccount('A1', a), anAccount('A2', b)]);
		expect(matchesById(result).A1).toEqual([{ sObject: 'Account', id: 'A2', ...expected }]);
	});

	it('trusts a value that a provider filled in only as far as the provider does', async () => {
		const Website: Proposal = {
			value: 'acme.com',
			provider: 'p',
			confidence: 0.8,
			observedAt: '',
			policy: 'fill_blank',
		};
		const filled = { _enrichment: { proposals: { Website } } };
		const result = await duplicatesAmong('Account', [
			anAccount('A1', { Name: 'Acme', Website: 'acme.com' }),
			anAccount('A2', { Name: 'Apex', ...filled }),
			anAccount('A3', { Name: 'Acme Rockets', ...filled }),
		]);
		expect(matchesById(result)).toMatchObject({
			A1: [
				{ id: 'A2', probability: 0.76 },
				{ id: 'A3', probability: 0.76 },
			],
			A2: [
				{ id: 'A1', probability: 0.76 },
				{ id: 'A3', probability: 0.608 },
			],
		});
	});

	it('trusts a value of its own whatever a provider would have filled in', async () => {
		const Website: Proposal = {
			value: 'apex.com',
			provider: 'p',
			confidence: 0.5,
			observedAt: '',
			policy: 'fill_blank',
		};
		const result = await duplicatesAmong('Account', [
			anAccount('A1', { Name: 'Acme', Website: 'acme.com', _enrichment: { proposals: { Website } } }),
			anAccount('A2', { Name: 'Apex', Website: 'acme.com' }),
		]);
		expect(matchesById(result).A2).toMatchObject([{ id: 'A1', probability: 0.95 }]);
	});

	it.each([
		['example.com', 'Acme'],
		['none.com', 'Acme'],
		['http://test.com', 'Acme'],
		['linkedin.com/company/x', 'Acme'],
		['https://www.facebook.com/x', 'Acme'],
		['acme.squarespace.com', 'Acme'],
		['www.yelp.co.uk/biz/x', 'Acme'],
	])('does not join accounts by the site %s, and falls through to their names', async (Website, Name) => {
		const result = await duplicatesAmong('Account', [
			anAccount('A1', { Name, Website }),
			anAccount('A2', { Name: 'Globex', Website }),
		]);
		expect(result.groups).toEqual([]);
		const byName = await duplicatesAmong('Account', [
			anAccount('A1', { Name, Website }),
			anAccount('A2', { Name: `${Name} Inc`, Website }),
		]);
		expect(matchesById(byName).A1).toMatchObject([{ id: 'A2', agreedOn: ['company'] }]);
	});

	it.each([
		['Na', 'Hong-jin'],
		['Lee', 'Test'],
		['Max', 'Muster'],
		['J', 'Doe'],
	])('takes %s %s for a person', async (FirstName, LastName) => {
		const person = { FirstName, LastName, Company: 'Acme' };
		const result = await duplicatesAmong('Lead', [aLead('L1', person), aLead('L2', person)]);
		expect(result.groups).toEqual([['L1', 'L2']]);
	});

	it.each([
		'ola@acme.com',
		'j@acme.com',
		'a.info@acme.com',
		'bob.sales@acme.com',
		'reply.lee@acme.com',
		'testa@acme.com',
	])('knows a person by the address %s', async (Email) => {
		const result = await duplicatesAmong('Lead', [aLead('L1', { Email }), aLead('L2', { Email, FirstName: 'A.' })]);
		expect(matchesById(result).L1).toMatchObject([{ id: 'L2', agreedOn: ['email'] }]);
	});

	it('lists the likeliest duplicate first', async () => {
		const result = await duplicatesAmong('Lead', [
			aLead('L1', { Email: 'ann@gmail.com', Company: 'Acme' }),
			aLead('L2', { Company: 'Acme' }),
			aLead('L3', { Email: 'ann@gmail.com' }),
		]);
		expect(matchesById(result).L1).toMatchObject([
			{ id: 'L3', probability: 0.99 },
			{ id: 'L2', probability: 0.9 },
		]);
	});

	it('compares on the keys that were asked for', async () => {
		const leads = [
			aLead('L1', { Email: 'ann@acme.com', Company: 'Acme' }),
			aLead('L2', { Email: 'ann@acme.com', Company: 'Acme' }),
		];
		const result = await duplicatesAmong('Lead', leads, ['company']);
		expect(matchesById(result).L1).toMatchObject([{ probability: 0.9, agreedOn: ['name+company'] }]);
	});

	it('reads the company of a contact from its account', async () => {
		const contact = { FirstName: 'Ann', LastName: 'Lee', Account: { Name: 'Acme' } };
		const result = await duplicatesAmong('Contact', [
			{ Id: 'C1', ...contact },
			{ Id: 'C2', ...contact },
		]);
		expect(result.groups).toEqual([['C1', 'C2']]);
	});

	it('groups what is connected, and lists on a record only what agrees with it', async () => {
		const result = await duplicatesAmong('Lead', [
			aLead('L3', { Company: 'Acme' }),
			aLead('L1', { Email: 'ann@acme.com', FirstName: 'A.' }),
			aLead('L2', { Email: 'ann@acme.com', Company: 'Acme' }),
			aLead('L4', { FirstName: 'Zoe' }),
		]);
		expect(result.groups).toEqual([['L1', 'L2', 'L3']]);
		const idsById = Object.entries(matchesById(result)).map(([id, matches]) => [id, matches.map((match) => match.id)]);
		expect(Object.fromEntries(idsById)).toEqual({ L1: ['L2'], L2: ['L1', 'L3'], L3: ['L2'], L4: [] });
	});

	it('does not call a record a duplicate of itself', async () => {
		const short = aLead('00Q5g00000ABCDe', { Email: 'ann@acme.com' });
		const result = await duplicatesAmong('Lead', [short, { ...short, Id: '00Q5g00000ABCDeEAP' }]);
		expect(result.groups).toEqual([]);
		expect(result.items.map((item) => item._enrichment?.matches)).toEqual([undefined, undefined]);
	});

	it('finds the duplicate of an item that is not in Salesforce yet', async () => {
		const known = aLead('L1', { Email: 'ann@acme.com' });
		const { items } = await duplicatesAmong('Lead', [{ ...known, Id: undefined }, known]);
		expect(items[0]._enrichment?.matches).toMatchObject([{ id: 'L1', probability: 0.99 }]);
		expect(items[1]._enrichment?.matches ?? []).toEqual([]);
	});

	it('keeps matches that an earlier stage found elsewhere', async () => {
		const earlier: DuplicateMatch = { sObject: 'Contact', id: 'C1', probability: 0.8, agreedOn: ['email'] };
		const a = aLead('L1', { Email: 'ann@acme.com', _enrichment: { matches: [earlier] } });
		const result = await duplicatesAmong('Lead', [a, aLead('L2', { Email: 'ann@acme.com' })]);
		expect(matchesById(result).L1).toMatchObject([{ id: 'C1' }, { id: 'L2' }]);
	});

	it('gives the same answer whatever the order of the input', async () => {
		const leads = Array.from({ length: 400 }, (_, index) =>
			aLead(numbered(index), {
				FirstName: ['Ann', 'Bob', 'Eve'][index % 3],
				Email: index % 4 === 0 ? `user${index % 60}@acme${index % 9}.com` : null,
				Company: index % 5 === 0 ? null : `Company ${index % 97}`,
			}),
		);
		const expected = await duplicatesAmong('Lead', leads);
		expect(expected.groups.length).toBeGreaterThan(10);
		for (const seed of [1, 2, 3]) {
			const order = shuffled(leads, seed);
			const result = await duplicatesAmong('Lead', order);
			expect(result.items.map((item) => item.Id)).toEqual(order.map((lead) => lead.Id));
			expect(matchesById(result)).toEqual(matchesById(expected));
			expect([result.groups, result.notes]).toEqual([expected.groups, expected.notes]);
		}
	});

	it('caps a crowd behind one key, and says so', async () => {
		const crowd = Array.from({ length: maxBlockSize + 20 }, (_, index) =>
			aLead(numbered(index), { Email: 'ann@acme.com', LastName: `N${index}` }),
		);
		const { items, notes, groups } = await duplicatesAmong('Lead', crowd);
		expect(notes).toEqual(
			[
				`${maxBlockSize + 20} records agree on email; only the first ${maxBlockSize} by Id were compared.`,
				`${maxBlockSize} records have more than ${maxMatches} duplicates; at most ${maxMatches} are listed on each.`,
			].sort(),
		);
		expect(groups.map((group) => group.length)).toEqual([maxBlockSize]);
		expect(Math.max(...items.map((item) => item._enrichment?.matches?.length ?? 0))).toBe(maxMatches);
	});

	it('has nothing to say about nothing', async () => {
		expect(await duplicatesAmong('Lead', [])).toEqual({ items: [], notes: [], groups: [] });
	});
});

it('keeps the record with the lowest Id of each group, each record once, and counts those that cannot be compared', async () => {
	const items = [
		aLead('L3', { Email: 'ann@acme.com' }),
		aLead('L1', { Email: 'ANN@acme.com' }),
		aLead('L2', { Email: 'bob@acme.com' }),
		aLead('L2', { Email: 'bob@acme.com' }),
		aLead('L4', { FirstName: null }),
		{ FirstName: 'Ann', LastName: 'Lee', Email: 'ann@acme.com' },
	];
	const tell = jest.fn();
	await findDuplicates(items, { sObject: 'Lead', keys: ['email'], fields: dedupePreset('Lead'), tell });
	expect(tell.mock.calls).toEqual([[{ keptBy: [1, 1, 2, 2, 4, 1], incomparable: 1 }]]);
});
