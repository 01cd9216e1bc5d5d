import type { RecordItem } from '../../record/record-item';
import { tableOf } from './predictive/data/table';
import type { ModelDocument } from './predictive/model/model-document';
import { paceOf } from './predictive/pace';
import { randomOf } from './predictive/random';
import { trainModel } from './predictive/train/train-model';
import { type ModelsRequest, type ModelUse, scoreByModels } from './score-by-models';

const now = new Date('2026-01-01T00:00:00Z');
let document: ModelDocument;
beforeAll(async () => {
	const random = randomOf(3);
	const rows = Array.from({ length: 2_000 }, () => {
		const Source__c = ['Web', 'Partner', 'List'][Math.floor(random() * 3)];
		return { Source__c, Won: random() < { Web: 0.2, Partner: 0.6, List: 0.1 }[Source__c]! };
	});
	const request = {
		name: 'win',
		version: '1',
		kind: 'scorecard',
		basis: 'lead',
		outcome: 'Won',
		keep: ['Source__c'],
		seed: 7,
		now,
	} as const;
	({ model: document } = await trainModel(await tableOf(rows), request, paceOf()));
});

async function scoreOne(item: RecordItem, use: Partial<ModelUse> = {}, change: Partial<ModelsRequest> = {}) {
	const uses = [{ document, ...use }];
	const request: ModelsRequest = { uses, mode: 'all', sObject: 'Lead', isForced: false, gate: true, now, ...change };
	return (await scoreByModels([item], request))[0]._enrichment!;
}

async function written(use: Partial<ModelUse> = {}): Promise<RecordItem> {
	const item = { Id: '00Q000000000001AAA', Source__c: 'Partner' };
	const { proposals = {}, modelHash } = await scoreOne(item, use);
	const values = Object.entries(proposals).map(([field, { value }]) => [field, value]);
	return { ...item, ...Object.fromEntries(values), Enrichment_Model_Hash__c: modelHash };
}

describe('scoreByModels', () => {
	const insights = [{ field: 'Why__c', kind: 'reasonsFor' }] as const;

	it('keeps a score with its insights, and scores again for an insight that is added or goes elsewhere', async () => {
		expect((await scoreOne(await written({ insights }), { insights })).proposals).toEqual({});
		expect((await scoreOne(await written(), { insights })).proposals).toHaveProperty('Why__c');
		const elsewhere = [{ ...insights[0], field: 'Reasons__c' }];
		expect((await scoreOne(await written({ insights }), { insights: elsewhere })).proposals).toHaveProperty(
			'Reasons__c',
		);
	});

	it('writes reasons in the labels of the org, where the training knew none', async () => {
		const labels = new Map([['Source__c', 'Where They Came From']]);
		const item = { Source__c: 'Partner' };
		const reasons = async (change: Partial<ModelsRequest>) =>
			(await scoreOne(item, {}, change)).scores!.win.contributions.map(({ rule, reason }) => [rule, reason]);
		expect(await reasons({})).toContainEqual(['Source__c', 'Source__c is partner']);
		expect(await reasons({ labels })).toContainEqual(['Source__c', 'Where They Came From is partner']);
	});

	it('says when a record was scored, and confirms a kept score once a day', async () => {
		const record = { ...(await written()), At__c: '2025-12-31T12:00:00.000Z' };
		const change = { scoredAtField: 'At__c' };
		expect((await scoreOne(record, {}, change)).proposals).toEqual({});
		const later = { ...change, now: new Date('2026-01-01T13:00:00Z') };
		expect(Object.keys((await scoreOne(record, {}, later)).proposals!)).toEqual(['At__c']);
	});
});
