import type { StagedRow } from '../../record/staged-row';
import { shippedFieldNames } from '../../record/fields';
import type { Adjustment, Delivery } from './delivery';
import type { RowGroup } from './delivery';
import { uploadPieces, type UploadExtent } from './upload-pieces';

function aDelivery(rows: readonly StagedRow[], changes: Partial<Delivery> = {}): Delivery {
	async function* readStagedRows() {
		for (let start = 0; start < rows.length; start += 2) yield rows.slice(start, start + 2);
	}
	return {
		stampNames: new Set(['Enrichment_Outcome__c']),
		adjustments: new Map(),
		sentBefore: new Set(),
		fieldNames: shippedFieldNames,
		request: { now: new Date(0) },
		context: { store: { readStagedRows }, run: { runId: 'run-1' } },
		...changes,
	} as unknown as Delivery;
}

const rows: StagedRow[] = [
	{ recordId: 'a', values: { Industry: 'Energy' } },
	{ recordId: 'b', values: { Industry: null, Title: 'CTO' } },
	{ recordId: 'c', values: { Title: 'CEO' } },
];

const updates: RowGroup = { columns: ['Industry', 'Title'], unsent: 3 };

async function read(delivery: Delivery, from = 0, group = updates): Promise<{ csv: string; extent: UploadExtent }> {
	const extent = { rows: -1, changing: -1, passed: -1 };
	const pieces = await Array.fromAsync(uploadPieces(delivery, group, from, extent));
	return { csv: pieces.join(''), extent };
}

describe('uploadPieces', () => {
	it('writes all rows under the columns of all', async () => {
		expect(await read(aDelivery(rows))).toEqual({
			csv: 'Id,Industry,Title\na,Energy,\nb,#N/A,CTO\nc,,CEO\n',
			extent: { rows: 3, changing: 3, passed: 3 },
		});
	});

	it('begins behind a position and stops where the next row would be too much', async () => {
		const request = { now: new Date(0), maxUploadBytes: 'Id,Industry,Title\nb,#N/A,CTO\n'.length };
		expect(await read(aDelivery(rows, { request }), 1)).toEqual({
			csv: 'Id,Industry,Title\nb,#N/A,CTO\n',
			extent: { rows: 1, changing: 1, passed: 1 },
		});
	});

	it('sends a row that alone is too large rather than none for ever', async () => {
		const { extent } = await read(aDelivery(rows, { request: { now: new Date(0), maxUploadBytes: 1 } }));
		expect(extent).toEqual({ rows: 1, changing: 1, passed: 1 });
	});

	it('takes 100 MB unless told otherwise', async () => {
		const large = { recordId: 'a', values: { Title: 'x'.repeat(99_990) } };
		const extent = { rows: -1, changing: -1, passed: -1 };
		let bytes = 0;
		for await (const piece of uploadPieces(aDelivery(Array(1_010).fill(large)), updates, 0, extent))
			bytes += piece.length;
		expect(bytes).toBeLessThanOrEqual(100_000_000);
		expect(extent).toMatchObject({ rows: 1_000, passed: 1_000 });
	});

	it('passes over what was sent before', async () => {
		const { csv, extent } = await read(aDelivery(rows, { sentBefore: new Set(['a', 'b']) }));
		expect(csv).toBe('Id,Industry,Title\nc,,CEO\n');
		expect(extent).toEqual({ rows: 1, changing: 1, passed: 3 });
	});

	it('leaves out what a second look took away', async () => {
		const adjustment: Adjustment = { fields: new Set(['Industry']), conflicts: [], isEmpty: false };
		const { csv } = await read(aDelivery(rows.slice(1, 2), { adjustments: new Map([['b', adjustment]]) }));
		expect(csv).toBe('Id,Industry,Title\nb,,CTO\n');
	});

	it('leaves what is to be created to a job of its own, which names its records by their key', async () => {
		const creation = { keyField: 'Key__c', isCreateOnly: false, sources: {} };
		const mixed = [...rows, { recordId: 'Key__c=k', values: { Key__c: 'K', Title: 'CFO' }, creation }];
		expect((await read(aDelivery(mixed))).extent).toEqual({ rows: 3, changing: 3, passed: 4 });
		expect(await read(aDelivery(mixed), 0, { keyField: 'Key__c', columns: ['Key__c', 'Title'], unsent: 1 })).toEqual({
			csv: 'Key__c,Title\nK,CFO\n',
			extent: { rows: 1, changing: 1, passed: 4 },
		});
	});

	it('tells rows of stamps alone from those that change a record', async () => {
		const stamped = { recordId: 'd', values: { Enrichment_Outcome__c: 'no_match' } };
		expect((await read(aDelivery([...rows, stamped]))).extent).toEqual({ rows: 4, changing: 3, passed: 4 });
	});

	it('hands over pieces of bounded length', async () => {
		const many = Array.from({ length: 5_000 }, (_, index) => ({
			recordId: `id-${index}`,
			values: { Industry: 'x'.repeat(100) },
		}));
		const pieces = await Array.fromAsync(
			uploadPieces(aDelivery(many), updates, 0, { rows: 0, changing: 0, passed: 0 }),
		);
		expect(pieces.length).toBeGreaterThan(5);
		expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(80_000);
	});
});
