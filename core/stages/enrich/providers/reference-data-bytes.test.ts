import { createHash } from 'node:crypto';
import { testProvider } from '../provider.contract';
import { openReferenceBytes, type ReferenceBytesOptions } from './reference-data-bytes';

const now = new Date('2026-11-28T12:00:00Z');
const csv = Buffer.from('name;domain;employees\nMüller;mueller.de;1.200\n', 'latin1');

async function* pieces(content: Buffer, size = 7): AsyncGenerator<Buffer> {
	for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

async function open(content = csv, options: Partial<ReferenceBytesOptions> = {}) {
	return await openReferenceBytes('companies.csv', pieces(content), {
		now,
		field: 'data',
		encoding: 'windows-1252',
		...options,
	});
}

testProvider('reference data from bytes', async () => await open(), {
	known: { company: 'Müller' },
	knownValues: { employees: 1200, domain: 'mueller.de' },
	unknown: { domain: 'nobody.example' },
});

describe('openReferenceBytes', () => {
	it('has the version that a file of the same content has, and keeps its source when the file is called otherwise', async () => {
		expect(await open()).toMatchObject({
			version: createHash('sha256').update(csv).digest('hex'),
			source: 'binary:data',
		});
	});

	it('names file and line of a fault', async () => {
		await expect(open(csv, { encoding: 'utf-8' })).rejects.toThrow(
			'Reference data "companies.csv", line 2: the line holds bytes that are not UTF-8.',
		);
		await expect(open(Buffer.from('name\na,b\n'))).rejects.toThrow('Reference data "companies.csv", line 2');
		await expect(open(Buffer.alloc(0))).rejects.toThrow('the file is empty');
	});

	it('stops at the size allowed', async () => {
		await expect(open(csv, { maxBytes: 20 })).rejects.toThrow('the file is larger than 0 MB');
		await expect(open(csv, { maxBytes: csv.length })).resolves.toBeDefined();
	});
});
