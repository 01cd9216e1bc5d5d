import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';
import { inputHash } from '../../core/record/input-hash';
import type { HashInputs, RecordEnrichment } from '../../core/record/record-item';
import { executeNode } from '../execute-functions.builders';
import { SalesforceEnrich } from './SalesforceEnrich.node';

const folder = mkdtempSync(path.join(tmpdir(), 'enrich-'));
const filePath = path.join(folder, 'companies.csv');
writeFileSync(filePath, 'domain,name,industry,employees\nacme.com,Acme Inc,Manufacturing,1200\n');
afterAll(() => rmSync(folder, { recursive: true }));

const lead: INodeExecutionData = {
	json: {
		Id: '00Q000000000001AAA',
		Email: 'ada@acme.com',
		Company: 'Acme',
		Work_Mail__c: null,
		Industry: null,
		NumberOfEmployees: null,
	},
};

async function enrich(parameters: Record<string, unknown>, items = [lead]) {
	return await executeNode(new SalesforceEnrich(), { items, parameters: { sObject: 'Lead', filePath, ...parameters } });
}

function proposals(outputs: Array<Array<Record<string, unknown>>>): Record<string, unknown> {
	return (outputs[0][0]._enrichment as { proposals?: Record<string, unknown> }).proposals ?? {};
}

describe('Enrich', () => {
	it('proposes the standard fields of the object and writes none of them', async () => {
		const { outputs, items } = await enrich({});
		expect(proposals(outputs)).toMatchObject({ NumberOfEmployees: { value: 1200, policy: 'fill_blank' } });
		expect(outputs[0][0].NumberOfEmployees).toBeNull();
		expect(items[0][0].pairedItem).toEqual({ item: 0 });
	});

	it('proposes nothing below the minimum confidence', async () => {
		expect(proposals((await enrich({ minConfidence: 1 })).outputs)).toEqual({});
	});

	it('follows the rows of a mapping made by hand', async () => {
		const rows = [{ source: 'employees', target: 'Staff__c', policy: 'always', minConfidence: 0.5 }];
		const { outputs } = await enrich({ mapping: 'define', mappings: { rows } });
		expect(proposals(outputs)).toEqual({ Staff__c: expect.objectContaining({ value: 1200, policy: 'always' }) });
	});

	it('matches on the fields named by hand only', async () => {
		const byBlankField = await enrich({ matchOn: 'fields', matchFields: { email: 'Work_Mail__c', company: '' } });
		expect(proposals(byBlankField.outputs)).toEqual({});
		const byCompany = await enrich({ matchOn: 'fields', matchFields: { company: 'Company' } });
		expect(proposals(byCompany.outputs)).toHaveProperty('NumberOfEmployees');
	});

	it('reads the stamps of the last enrichment where the org has them', async () => {
		const [[enriched]] = (await enrich({})).outputs;
		const match = (enriched._enrichment as RecordEnrichment).hashInputs?.match as HashInputs;
		const stamped = {
			...lead.json,
			Mintigo_hash__c: inputHash(match, lead.json),
			Mintigo_update_datetime__c: '2026-11-21T16:00:00Z',
		};
		const options = {
			fieldNames: { names: { matchHash: 'Mintigo_hash__c', lastActivity: 'Mintigo_update_datetime__c' } },
		};
		const outcomeWith = async (parameters: Record<string, unknown>) =>
			((await enrich(parameters, [{ json: stamped }])).outputs[0][0]._enrichment as RecordEnrichment).outcome;
		expect(await outcomeWith({ options })).toBe('skipped_unchanged');
		expect(await outcomeWith({})).toBe('matched');
	});

	it('says which file it cannot read', async () => {
		await expect(enrich({ filePath: '/nowhere/companies.csv' })).rejects.toThrow('/nowhere/companies.csv');
	});
});

describe('reference data of other nodes', () => {
	const csv = Buffer.from('domain,name,employees\nacme.com,Acme Inc,1200\n');
	const aFile = { data: csv.toString('base64'), mimeType: 'text/csv', fileName: 'companies.csv' };
	const companies: INodeExecutionData[] = [
		{ json: { id: 1, domain: 'acme.com', employees: 1200 } },
		{ json: { id: 2, name: 'Globex' } },
	];

	async function enrichFrom(parameters: Record<string, unknown>, secondItems?: INodeExecutionData[], items = [lead]) {
		return await executeNode(new SalesforceEnrich(), {
			items,
			secondItems,
			parameters: { sObject: 'Lead', ...parameters },
		});
	}

	it('is an item per company', async () => {
		const { outputs, items, hints } = await enrichFrom({ referenceSource: 'items' }, companies, [lead, lead]);
		expect(proposals(outputs)).toMatchObject({ NumberOfEmployees: { value: 1200, provider: 'reference-data' } });
		expect(items[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(hints[0].message).toBe('2 in: 2 matched; 4 values suggested: Website 2, NumberOfEmployees 2');
	});

	it('names the item that is at fault, and asks for what is missing', async () => {
		await expect(enrichFrom({ referenceSource: 'items' })).rejects.toThrow('The input Reference Data has no items');
		await expect(enrichFrom({ referenceSource: 'items' }, [])).rejects.toThrow('The input Reference Data has no items');
		await expect(enrichFrom({ referenceSource: 'items' }, [{ json: { city: 'Paris' } }])).rejects.toThrow(
			', item 1: there is no column "domain"',
		);
	});

	it.each<[string, INodeExecutionData[] | undefined, INodeExecutionData[]]>([
		['an item of the second input', [{ json: {}, binary: { data: aFile } }], [lead]],
		[
			'each of the records',
			undefined,
			[
				{ ...lead, binary: { data: aFile } },
				{ ...lead, binary: { data: aFile } },
			],
		],
	])('is a file of %s', async (_what, secondItems, items) => {
		const { outputs } = await enrichFrom({ referenceSource: 'binary' }, secondItems, items);
		expect(proposals(outputs)).toMatchObject({ NumberOfEmployees: { value: 1200 } });
	});

	it('says which file it misses, or cannot read', async () => {
		const binary = { other: aFile };
		await expect(enrichFrom({ referenceSource: 'binary' }, [{ json: {}, binary }])).rejects.toThrow(
			'No item of the input holds a file in the binary field "data".',
		);
		const two = [aFile, { ...aFile, data: 'bmFtZQ==' }].map((data) => ({ json: {}, binary: { data } }));
		await expect(enrichFrom({ referenceSource: 'binary' }, two)).rejects.toThrow(
			'The items hold 2 different files in the binary field "data".',
		);
		const latin = { ...aFile, data: Buffer.from('name\nMüller\n', 'latin1').toString('base64') };
		await expect(enrichFrom({ referenceSource: 'binary' }, [{ json: {}, binary: { data: latin } }])).rejects.toThrow(
			'Reference data "companies.csv", line 2',
		);
	});
});
