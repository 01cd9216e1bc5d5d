import { EnrichmentError } from '../errors';
import { parseIngestError, resultPages } from './ingest-results';

async function* bytes(...pieces: string[]): AsyncGenerator<Buffer> {
	for (const piece of pieces) yield Buffer.from(piece);
}

async function read(body: AsyncIterable<Buffer>) {
	return (await Array.fromAsync(resultPages(body, 'read the failed rows'))).flat();
}

describe('resultPages', () => {
	it('reads rows by their columns, wherever the reply is cut', async () => {
		const csv =
			'\uFEFF"sf__Id","sf__Created","Id","Note"\n"00Q1","false","00Q1","a;b ""c"" ünï\nd"\n"00Q2","true","",""\n';
		const [first, second] = Buffer.from(csv).reduce<Buffer[]>(
			(cuts, byte, index) => {
				cuts[index < 70 ? 0 : 1] = Buffer.concat([cuts[index < 70 ? 0 : 1], Buffer.from([byte])]);
				return cuts;
			},
			[Buffer.alloc(0), Buffer.alloc(0)],
		);
		async function* cut() {
			yield first;
			yield second;
		}
		expect(await read(cut())).toEqual([
			{ id: '00Q1', created: false, errors: [], row: { Id: '00Q1', Note: 'a;b "c" ünï\nd' } },
			{ id: '00Q2', created: true, errors: [], row: { Id: '', Note: '' } },
		]);
	});

	it('gives pages of at most 1,000', async () => {
		const body = `sf__Id,sf__Created,Id\n${'1,false,1\n'.repeat(2_300)}`;
		const pages = await Array.fromAsync(resultPages(bytes(body), 'x'));
		expect(pages.map((page) => page.length)).toEqual([1_000, 1_000, 300]);
	});

	it('gives nothing for an empty file', async () => {
		expect(await read(bytes(''))).toEqual([]);
		expect(await read(bytes('sf__Id,sf__Error,Id\n'))).toEqual([]);
	});

	it('throws a retryable error on what is no CSV', async () => {
		await expect(read(bytes('a,b\n"1'))).rejects.toMatchObject({ code: 'salesforce_unavailable', retryable: true });
	});

	it("passes the connection's own error on", async () => {
		const broken = new EnrichmentError('salesforce_unavailable', 'Broke', { retryable: true });
		async function* breaking(): AsyncGenerator<Buffer> {
			yield Buffer.from('sf__Id,Id\n1,1\n');
			throw broken;
		}
		await expect(read(breaking())).rejects.toBe(broken);
	});
});

describe('parseIngestError', () => {
	it.each([
		[
			'REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --',
			{
				code: 'REQUIRED_FIELD_MISSING',
				message: 'Required fields are missing: [Name]',
				fields: ['Name'],
				retryable: false,
			},
		],
		[
			'FIELD_CUSTOM_VALIDATION_EXCEPTION:Not that website:Website, Phone --',
			{
				code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
				message: 'Not that website',
				fields: ['Website', 'Phone'],
				retryable: false,
			},
		],
		[
			'UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record:--',
			{
				code: 'UNABLE_TO_LOCK_ROW',
				message: 'unable to obtain exclusive access to this record',
				fields: [],
				retryable: true,
			},
		],
		[
			'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:T: System.LimitException: Apex CPU time limit exceeded:--',
			{
				code: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
				message: 'T: System.LimitException: Apex CPU time limit exceeded',
				fields: [],
				retryable: true,
			},
		],
		['something else', { code: 'UNKNOWN_EXCEPTION', message: 'something else', fields: [], retryable: true }],
	])('reads %s', (text, error) => {
		expect(parseIngestError(text)).toEqual(error);
	});
});
