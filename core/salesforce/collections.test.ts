import { idOfRead } from '../record/identity';
import { EnrichmentError } from '../errors';
import type { ApiCall, ApiCalls } from './api-calls';
import { retrieveRecords, saveRecords } from './collections';

const rows = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		Id: `00Q5e0000${String(index).padStart(6, '0')}`,
		Title: `T${index}`,
	}));
const update = { kind: 'update', sObject: 'Lead' } as const;
const saved = (count: number) => rows(count).map(({ Id }) => ({ id: Id, success: true, errors: [] }));

function answering(reply: unknown): { calls: ApiCalls; sent: ApiCall[] } {
	const sent: ApiCall[] = [];
	const send = async (call: ApiCall) => {
		sent.push(call);
		if (reply instanceof Error) throw reply;
		return reply;
	};
	return { calls: { send } as unknown as ApiCalls, sent };
}

interface CompositeBody {
	readonly compositeRequest: ReadonlyArray<{
		readonly body: { readonly allOrNone: boolean; readonly records: unknown[] };
	}>;
}

describe('retrieveRecords', () => {
	const ids = rows(4_001).map(idOfRead);

	it('reads more than 2,000 ids in one call, in the order of the ids', async () => {
		const part = (from: number, to: number) => ({
			httpStatusCode: 200,
			body: ids.slice(from, to).map((Id) => ({ Id })),
		});
		const { calls, sent } = answering({
			compositeResponse: [part(0, 2_000), part(2_000, 4_000), { httpStatusCode: 200, body: [null] }],
		});
		const records = await retrieveRecords(calls, '68.0', 'Lead', ids, ['Title']);
		expect(sent).toMatchObject([{ kind: 'retrieve', url: '/composite', isRepeatable: true }]);
		const { compositeRequest } = sent[0].body as {
			compositeRequest: ReadonlyArray<{ url: string; body: { ids: string[] } }>;
		};
		expect(compositeRequest.map(({ url, body }) => [url, body.ids.length])).toEqual(
			[2_000, 2_000, 1].map((count) => ['/services/data/v68.0/composite/sobjects/Lead', count]),
		);
		expect(records.filter(Boolean)).toHaveLength(4_000);
		expect(records[4_000]).toBeUndefined();
	});

	it('fails as a whole when a part of it is refused, instead of taking its records for gone', async () => {
		const refused = { httpStatusCode: 400, body: [{ errorCode: 'INVALID_FIELD', message: 'no such column' }] };
		const { calls } = answering({
			compositeResponse: [{ httpStatusCode: 200, body: [] }, refused, { httpStatusCode: 200, body: [] }],
		});
		await expect(retrieveRecords(calls, '68.0', 'Lead', ids, ['Title'])).rejects.toMatchObject({
			message: expect.stringContaining('no such column'),
		});
	});
});

describe('saveRecords', () => {
	it('sends up to 200 rows as one collection', async () => {
		const { calls, sent } = answering(saved(200));
		await saveRecords(calls, '68.0', update, rows(200));
		expect(sent).toMatchObject([
			{ method: 'PATCH', url: '/composite/sobjects', headers: { 'Sforce-Auto-Assign': 'FALSE' }, isRepeatable: false },
		]);
		expect(sent[0].body).toMatchObject({ allOrNone: false, records: { length: 200 } });
	});

	it('sends more rows as one composite, with the header on every part', async () => {
		const { calls, sent } = answering({ compositeResponse: [] });
		await saveRecords(calls, '68.0', update, rows(1_000));
		expect(sent).toHaveLength(1);
		expect(sent[0]).toMatchObject({ url: '/composite', headers: { 'Sforce-Auto-Assign': 'FALSE' } });
		const { compositeRequest } = sent[0].body as CompositeBody;
		expect(compositeRequest).toHaveLength(5);
		expect(compositeRequest[4]).toMatchObject({
			method: 'PATCH',
			url: '/services/data/v68.0/composite/sobjects',
			httpHeaders: { 'Sforce-Auto-Assign': 'FALSE' },
			body: { allOrNone: false },
		});
		expect(compositeRequest.flatMap(({ body }) => body.records)).toEqual(
			rows(1_000).map(({ Id, Title }) => ({ attributes: { type: 'Lead' }, id: Id, Title })),
		);
	});

	it('sends an upsert to the key field and a creation without Ids', async () => {
		const { calls, sent } = answering([]);
		await saveRecords(calls, '68.0', { kind: 'upsert', sObject: 'Lead', externalIdField: 'Key__c' }, [
			{ Key__c: 'a', Title: 'CTO' },
		]);
		await saveRecords(calls, '68.0', { kind: 'create', sObject: 'Lead' }, [{ Title: 'CTO' }]);
		expect(sent).toMatchObject([
			{
				method: 'PATCH',
				url: '/composite/sobjects/Lead/Key__c',
				body: { records: [{ attributes: { type: 'Lead' }, Key__c: 'a', Title: 'CTO' }] },
			},
			{
				method: 'POST',
				url: '/composite/sobjects',
				body: { records: [{ attributes: { type: 'Lead' }, Title: 'CTO' }] },
			},
		]);
	});

	it('makes smaller transactions when asked to, still five per call', async () => {
		const { calls, sent } = answering({ compositeResponse: [] });
		await saveRecords(calls, '68.0', update, rows(250), { rowsPerTransaction: 50 });
		const { compositeRequest } = sent[0].body as CompositeBody;
		expect(compositeRequest.map(({ body }) => body.records.length)).toEqual([50, 50, 50, 50, 50]);
		await expect(saveRecords(calls, '68.0', update, rows(251), { rowsPerTransaction: 50 })).rejects.toMatchObject({
			code: 'invalid_parameter',
		});
	});

	it('sends the duplicate rule header when it is set', async () => {
		const { calls, sent } = answering([]);
		await saveRecords(calls, '68.0', update, rows(1), { autoAssign: true, duplicateRule: { allowSave: true } });
		expect(sent[0].headers).toEqual({
			'Sforce-Auto-Assign': 'TRUE',
			'Sforce-Duplicate-Rule-Header': 'allowSave=true; includeRecordDetails=false; runAsCurrentUser=false',
		});
	});

	it('keeps a part that Salesforce refused apart from those it took', async () => {
		const limit = [{ errorCode: 'LIMIT_EXCEEDED', message: 'Too much' }];
		const { calls } = answering({
			compositeResponse: [
				{ httpStatusCode: 200, body: saved(200) },
				{ httpStatusCode: 400, body: limit },
			],
		});
		const results = await saveRecords(calls, '68.0', update, rows(250));
		expect(results.map(({ status }) => status)).toEqual([...Array(200).fill('saved'), ...Array(50).fill('refused')]);
		expect(results[249]).toMatchObject({ errors: [{ code: 'LIMIT_EXCEEDED', retryable: true }] });
	});

	it.each([
		['a part without an answer', { compositeResponse: [{ httpStatusCode: 200, body: saved(200) }] }],
		[
			'a part that broke',
			{
				compositeResponse: [
					{ httpStatusCode: 200, body: saved(200) },
					{ httpStatusCode: 500, body: [{ errorCode: 'UNKNOWN_EXCEPTION', message: 'x' }] },
				],
			},
		],
		[
			'a part with too few results',
			{
				compositeResponse: [
					{ httpStatusCode: 200, body: saved(200) },
					{ httpStatusCode: 200, body: [] },
				],
			},
		],
	])('knows nothing about the rows of %s', async (_name, reply) => {
		const results = await saveRecords(answering(reply).calls, '68.0', update, rows(201));
		expect(results[199].status).toBe('saved');
		expect(results[200].status).toBe('unknown');
	});

	it('knows nothing about any row when the reply was lost', async () => {
		const lost = new EnrichmentError('salesforce_unavailable', 'Broke', { details: { maySent: true } });
		expect(await saveRecords(answering(lost).calls, '68.0', update, rows(2))).toEqual([
			{ status: 'unknown', reason: 'Broke', isPending: true },
			{ status: 'unknown', reason: 'Broke', isPending: true },
		]);
	});

	it('throws when the call as a whole was refused', async () => {
		const refused = new EnrichmentError('request_limit_exceeded', 'Used up', { details: { statusCode: 403 } });
		await expect(saveRecords(answering(refused).calls, '68.0', update, rows(2))).rejects.toBe(refused);
	});
});
