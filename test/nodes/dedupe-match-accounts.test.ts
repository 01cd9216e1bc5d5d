import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { SalesforceDedupe } from '../../nodes/SalesforceDedupe/SalesforceDedupe.node';
import { changed, NodeOrg } from './node-org';

const dedupe = new SalesforceDedupe();
const connected = { authentication: 'salesforceProductionServerApi' };

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		standardDuplicateRules: false,
		features: { personAccounts: true },
		users: [{ '@ref': 'gone', Username: 'gone@example.com', LastName: 'Gone', IsActive: false } as never],
		records: {
			Account: [
				changed({
					'@ref': 'inc',
					Name: 'Acme Inc',
					Website: 'https://www.acme.example',
					BillingCity: 'Boston',
					BillingCountry: 'United States',
				}),
				changed({
					'@ref': 'germany',
					Name: 'Acme Germany GmbH',
					Website: 'acme.example',
					BillingCity: 'Berlin',
					BillingCountry: 'Germany',
				}),
				changed({ '@ref': 'muller', Name: 'Müller Maschinenbau GmbH & Co. KG', BillingCity: 'Köln' }),
				changed({ '@ref': 'apexOslo', Name: 'Apex Optics', BillingCity: 'Oslo' }),
				changed({ '@ref': 'apexLima', Name: 'Apex Optics', BillingCity: 'Lima', Website: 'apex-lima.example' }),
				changed({ '@ref': 'widgets', Name: 'Blue Widgets Ltd', OwnerId: '@gone' }),
				changed({ '@ref': 'gmail', Name: 'Quarry Tools' }),
				changed({ '@ref': 'first', Name: 'Harbour Consulting', Website: 'harbour.example' }),
				changed({ '@ref': 'second', Name: 'Harbour Consulting Ltd', Website: 'www.harbour.example' }),
				changed({ LastName: 'Lovelace', FirstName: 'Ada', PersonEmail: 'ada@lovelace.example' }),
			],
			Contact: [
				changed({ FirstName: 'Joe', LastName: 'Free', Email: 'joe.free@gmail.com', AccountId: '@gmail' }),
				changed({ FirstName: 'Eve', LastName: 'Kept', Email: 'eve@kept.example', AccountId: '@widgets' }),
				changed({
					'@ref': 'lost',
					FirstName: 'Eve',
					LastName: 'Lost',
					Email: 'eve2@kept.example',
					AccountId: '@widgets',
				}),
				changed({
					'@ref': 'deleted',
					FirstName: 'Del',
					LastName: 'Eted',
					Email: 'other@del.example',
					AccountId: '@widgets',
				}),
			],
			Lead: [
				changed({
					FirstName: 'Eve',
					LastName: 'Lost',
					Email: 'eve@old.example',
					Company: 'Old',
					IsConverted: true,
					ConvertedContactId: '@lost',
					ConvertedAccountId: '@widgets',
				}),
				changed({
					FirstName: 'Del',
					LastName: 'Eted',
					Email: 'del@old.example',
					Company: 'Old',
					IsConverted: true,
					ConvertedContactId: '@deleted',
					ConvertedAccountId: '@widgets',
				}),
			],
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

async function match(rows: readonly IDataObject[], parameters: IDataObject = {}) {
	const items: INodeExecutionData[] = rows.map((json) => ({ json }));
	const all = { operation: 'matchSalesforce', ...connected, sObject: 'Lead', matchWith: ['Account'], ...parameters };
	return await org.execute(dedupe, { typeVersion: 3, items, parameters: all as IDataObject });
}

const idOf = (sObject: string, field: string, value: string) => String(org.find(sObject, field, value).Id);

describe('Match Against Salesforce, the account of a lead', () => {
	it.each<[string, IDataObject, string]>([
		['a company e-mail and no company', { LastName: 'A', Email: 'a@apex-lima.example' }, 'Apex Optics'],
		[
			'a company e-mail that spells an account without web site',
			{ LastName: 'A', Email: 'a@bluewidgets.example' },
			'Blue Widgets Ltd',
		],
		[
			'another spelling of two dots',
			{ LastName: 'A', Company: 'Mueller Maschinenbau', Email: 'a@gmail.com' },
			'Müller Maschinenbau GmbH & Co. KG',
		],
		['a slip', { LastName: 'A', Company: 'Blue Wigdets' }, 'Blue Widgets Ltd'],
		['a branch', { LastName: 'A', Company: 'Acme', Email: 'a@acme.example', Country: 'DE' }, 'Acme Germany GmbH'],
		[
			'a parent',
			{ LastName: 'A', Company: 'Acme', Email: 'a@acme.example', Country: 'USA', City: 'Boston' },
			'Acme Inc',
		],
		[
			'a contact with the very address at a free provider',
			{ LastName: 'A', Email: 'Joe.Free@gmail.com' },
			'Quarry Tools',
		],
	])('is found by %s', async (_what, lead, name) => {
		const { outputs } = await match([lead]);
		expect(outputs[0]).toMatchObject([{ matchObject: 'Account', matchName: name }]);
	});

	it('is chosen by city among accounts of one name, and by nobody where nothing tells them apart', async () => {
		const { outputs, hints } = await match([
			{ LastName: 'A', Company: 'Apex Optics', City: 'Oslo' },
			{ LastName: 'B', Company: 'Apex Optics' },
		]);
		expect(outputs[0]).toMatchObject([
			{ LastName: 'A', matchId: org.emulator.org.find('Account', { BillingCity: 'Oslo' })[0].Id },
		]);
		expect(outputs[1]).toMatchObject([{ LastName: 'B' }]);
		expect(hints.map(({ message }) => message).join()).toContain(
			'1 record found no account: 1 fit several accounts equally well.',
		);
	});

	it('is one of two that are one company twice', async () => {
		const { outputs } = await match([{ LastName: 'A', Email: 'a@harbour.example' }]);
		expect(outputs[0]).toHaveLength(1);
		expect(outputs[0][0].matchProbability).toBeGreaterThan(0.9);
	});

	it('is no person account', async () => {
		const { outputs } = await match([
			{ FirstName: 'Ada', LastName: 'Lovelace', Company: 'Ada Lovelace', Email: 'ada@lovelace.example' },
		]);
		expect(outputs[0]).toEqual([]);
	});

	it('is no deleted account, and the survivor of a merge', async () => {
		const [survivor, loser] = ['Harbour Consulting', 'Harbour Consulting Ltd'].map((name) =>
			idOf('Account', 'Name', name),
		);
		org.emulator.org.merge('Account', survivor, [loser]);
		org.emulator.org.delete('Account', idOf('Account', 'Name', 'Blue Widgets Ltd'));
		const { outputs } = await match([
			{ LastName: 'A', Email: 'a@harbour.example' },
			{ LastName: 'B', Company: 'Blue Widgets' },
		]);
		expect(outputs[0]).toMatchObject([{ LastName: 'A', matchId: survivor }]);
		expect(outputs[1]).toMatchObject([{ LastName: 'B' }]);
	});

	it('tells that its owner is not active', async () => {
		const { outputs } = await match([{ LastName: 'A', Company: 'Blue Widgets' }], {
			matchOptions: { withOwner: true },
		});
		expect(outputs[0]).toMatchObject([
			{ matchName: 'Blue Widgets Ltd', matchOwnerName: 'Gone', matchOwnerActive: false },
		]);
	});

	it('takes a call or two for a lead that comes alone', async () => {
		const lead = { FirstName: 'Zoe', LastName: 'New', Company: 'Acme', Email: 'zoe@acme.example', Country: 'US' };
		await match([lead], { matchWith: ['Account', 'Contact', 'Lead'] });
		org.emulator.calls.clear();
		const { outputs } = await match([lead], { matchWith: ['Account', 'Contact', 'Lead'] });
		expect(outputs[0]).toMatchObject([{ matchName: 'Acme Inc' }]);
		expect(Object.values(org.emulator.calls.byKind).reduce((sum, count) => sum + count, 0)).toBe(1);
	});
});

describe('Match Against Salesforce, a lead that was converted', () => {
	const [lost, deleted] = [
		{ FirstName: 'Eve', LastName: 'Lost', Email: 'eve@old.example' },
		{ FirstName: 'Del', LastName: 'Eted', Email: 'del@old.example' },
	];

	it('stands for the record that its contact was merged into, and for the account where the contact is no more', async () => {
		const survivor = idOf('Contact', 'LastName', 'Kept');
		org.emulator.org.merge('Contact', survivor, [idOf('Contact', 'LastName', 'Lost')]);
		org.emulator.org.delete('Contact', idOf('Contact', 'LastName', 'Eted'));
		const { outputs } = await match([lost, deleted], { matchWith: ['Lead'] });
		expect(outputs[0]).toMatchObject([
			{ LastName: 'Lost', matchObject: 'Contact', matchId: survivor, matchName: 'Eve Kept' },
			{ LastName: 'Eted', matchObject: 'Account', matchName: 'Blue Widgets Ltd' },
		]);
	});
});
