import { modelOfAccounts } from './account-fields';
import { tableOf } from './predictive/data/table';
import type { ModelDocument } from './predictive/model/model-document';
import { paceOf } from './predictive/pace';
import { randomOf } from './predictive/random';
import { trainModel } from './predictive/train/train-model';
import { scoreByModels } from './score-by-models';

const now = new Date('2026-01-01T00:00:00Z');
let document: ModelDocument;
beforeAll(async () => {
	const random = randomOf(5);
	const rows = Array.from({ length: 2_000 }, (_, index) => {
		const Name = `Company ${index}`;
		const [Industry, BillingCountry] = [random() < 0.5 ? 'Energy' : 'Retail', random() < 0.5 ? 'Norway' : 'Spain'];
		const odds = (Industry === 'Energy' ? 0.5 : 0.15) + (BillingCountry === 'Norway' ? 0.2 : 0);
		return { Name, Industry, BillingCountry, Won: random() < odds };
	});
	const request = { name: 'accounts', version: '1', kind: 'scorecard', basis: 'account', seed: 7, now } as const;
	const table = await tableOf(rows.map(({ Name: _name, ...row }) => row));
	({ model: document } = await trainModel(table, { ...request, outcome: 'Won' }, paceOf()));
});

const scoreOf = async (sObject: string, item: Record<string, unknown>) => {
	const request = { uses: [{ document }], mode: 'all', sObject, isForced: false, gate: false, now } as const;
	const [scored] = await scoreByModels([item], request);
	return scored._enrichment?.scores?.accounts.score;
};

describe('a model of accounts', () => {
	it('scores an account, its contact and a lead of the same company alike', async () => {
		const account = { Industry: 'Energy', BillingCountry: 'Norway' };
		const scores = [
			await scoreOf('Account', account),
			await scoreOf('Contact', { LastName: 'Lee', Account: account }),
			await scoreOf('Lead', { LastName: 'Lee', Industry: 'Energy', Country: 'Norway' }),
		];
		expect(scores[0]).toBeGreaterThan((await scoreOf('Account', { Industry: 'Retail', BillingCountry: 'Spain' }))!);
		expect(new Set(scores).size).toBe(1);
	});

	it('reads what records have under the very name of its field there', () => {
		const { features } = modelOfAccounts(document, 'Contact', [{ Industry: 'Energy' }]);
		expect(features.map(({ field }) => field).sort()).toEqual(['Account.BillingCountry', 'Industry']);
	});

	it('is left as it is on accounts, and so is a model of people', () => {
		expect(modelOfAccounts(document, 'Account', [])).toBe(document);
		const ofPeople = { ...document, basis: 'lead' } as const;
		expect(modelOfAccounts(ofPeople, 'Contact', [])).toBe(ofPeople);
	});
});
