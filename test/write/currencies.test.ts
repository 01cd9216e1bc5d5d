import type { IDataObject } from 'n8n-workflow';
import type { Proposal } from '../../core/record/record-item';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { SalesforceScore } from '../../nodes/SalesforceScore/SalesforceScore.node';
import { aProposal } from '../salesforce/enrichment-org';
import { changed, enrichmentOf, itemsOf, NodeOrg } from '../nodes/node-org';

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		features: {
			currencies: [
				{ isoCode: 'USD', conversionRate: 1 },
				{ isoCode: 'EUR', conversionRate: 0.8 },
				{ isoCode: 'JPY', conversionRate: 150, decimalPlaces: 0 },
			],
		},
		records: {
			Account: [changed({ '@ref': 'kyoto', Name: 'Kyoto', AnnualRevenue: 60_000_000, CurrencyIsoCode: 'JPY' })],
			Contact: [changed({ LastName: 'Sato', AccountId: '@kyoto' })],
			Lead: [
				changed({ LastName: 'Yen', Company: 'Kyoto', CurrencyIsoCode: 'JPY' }),
				changed({ LastName: 'Dollar', Company: 'Austin', AnnualRevenue: 600_000 }),
				changed({ LastName: 'RichYen', Company: 'Osaka', CurrencyIsoCode: 'JPY', AnnualRevenue: 60_000_000 }),
			],
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

const rules = [{ field: 'AnnualRevenue', operator: 'at_least', value: '500000', points: 30 }];

async function fetch(sObject = 'Lead', parameters: IDataObject = {}) {
	return itemsOf(await org.execute(new SalesforceFetchModified(), { parameters: { sObject, ...parameters } }));
}

/** The lead with a proposal for its revenue, written. */
async function propose(LastName: string, value: unknown, changes: Partial<Proposal>) {
	const fetched = await fetch();
	const [item] = fetched.filter(({ json }) => json.LastName === LastName);
	const _enrichment = {
		...(item.json._enrichment as IDataObject),
		outcome: 'matched',
		proposals: { AnnualRevenue: aProposal(value, changes), Industry: aProposal('Energy') },
	};
	const { outputs } = await org.execute(new SalesforceBulkWrite(), {
		items: [{ json: { ...item.json, _enrichment } as IDataObject }],
	});
	return { lead: org.find('Lead', 'LastName', LastName), output: outputs[0][0] };
}

async function scoresOf(sObject: string, rows = rules) {
	const { outputs } = await org.execute(new SalesforceScore(), {
		items: await fetch(sObject),
		parameters: { scorecard: 'rows', basePoints: 10, rules: { rows } },
	});
	return Object.fromEntries(outputs[0].map((json) => [json.LastName, enrichmentOf(json).scores?.fit.score]));
}

describe('amounts in an org with several currencies', () => {
	it('are converted into the currency of their record by the rates of the org', async () => {
		const { lead } = await propose('Yen', 1_000, { currency: 'EUR' });
		expect(lead).toMatchObject({ AnnualRevenue: 187_500, Industry: 'Energy', Enrichment_Outcome__c: 'written' });
	});

	it.each([
		['nobody says which', undefined],
		['the org has no rate', 'GBP'],
	])('are left out where %s', async (_why, currency) => {
		const { lead, output } = await propose('Yen', 1_000, { currency });
		expect(lead).toMatchObject({ AnnualRevenue: null, Industry: 'Energy', Enrichment_Outcome__c: 'partly_written' });
		expect(enrichmentOf(output).message).toContain('AnnualRevenue');
	});

	it('are scored in one currency, those of a parent in that of the parent', async () => {
		expect(await scoresOf('Lead')).toEqual({ Yen: 10, Dollar: 40, RichYen: 10 });
		expect(await scoresOf('Contact', [{ ...rules[0], field: 'Account.AnnualRevenue', value: '300000' }])).toEqual({
			Sato: 40,
		});
		expect(await scoresOf('Contact', [{ ...rules[0], field: 'Account.AnnualRevenue' }])).toEqual({ Sato: 10 });
	});

	it('are compared in one currency by a filter', async () => {
		const filters = { rows: [{ field: 'AnnualRevenue', operator: 'greater', value: '500000' }] };
		const found = await fetch('Lead', { selection: 'filter', filters });
		expect(found.map(({ json }) => json.LastName)).toEqual(['Dollar']);
	});

	it('cost the calls that were planned', async () => {
		const run = new SalesforceEnrichmentRun();
		const [started] = (await org.execute(run, { parameters: { pipeline: 'amounts' } })).items;
		const { items } = await org.execute(new SalesforceFetchModified(), {
			items: started,
			parameters: { sObject: 'Lead' },
		});
		const proposing = items[0].map(({ json }) => ({
			json: {
				...json,
				_enrichment: {
					...(json._enrichment as IDataObject),
					outcome: 'matched',
					proposals: { AnnualRevenue: aProposal(5, { currency: 'EUR', policy: 'always' }) },
				},
			} as IDataObject,
		}));
		await org.execute(new SalesforceBulkWrite(), { items: proposing });
		const { runId } = started[0].json as { runId: string };
		const calls = Object.values(await org.store.readCalls(runId));
		expect(calls.every(({ planned, used, retries }) => used - retries === planned)).toBe(true);
	});

	it('are told of by Org Check', async () => {
		const { outputs } = await org.execute(new SalesforceEnrichmentRun(), {
			parameters: { resource: 'org', operation: 'checkOrg', sObject: 'Lead' },
		});
		expect(JSON.stringify(outputs)).toContain('The org has several currencies');
	});
});
