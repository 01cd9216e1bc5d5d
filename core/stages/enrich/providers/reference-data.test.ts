import { answersOf } from '../provider.builders';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProviderAnswer, ProviderQuery } from '../provider';
import { testProvider } from '../provider.contract';
import { openReferenceData } from './reference-data';
import { loadCompanies } from './reference-data/company-index';

const folder = mkdtempSync(join(tmpdir(), 'reference-data-'));

afterAll(() => rmSync(folder, { recursive: true }));

function aFile(text: string, name = 'companies.csv'): string {
	const path = join(folder, name);
	writeFileSync(path, text);
	return path;
}

const companies = `Domain,Domains,Name,Aliases,Country,Employees,Industry,Observed_At
acme.com,acme.de;acme.io,"Acme, Inc.",Apex Rockets,US,"1,200",Machinery,2026-03-01
globex.com,,Globex GmbH,,Germany,80,Chemicals,
globex.fr,,Globex SARL,,FR,,Chemicals,
initech.com,,Initech LLC,,US,,,
initech.net,,Initech Ltd,,US,,,
,,Hooli,,US,9,Software,
`;

async function lookUp(query: Omit<ProviderQuery, 'key'>): Promise<ProviderAnswer> {
	const provider = await openReferenceData(aFile(companies));
	return (await answersOf(provider, [{ ...query, key: 0 }]))[0];
}

testProvider('reference data from CSV', async () => await openReferenceData(aFile(companies, 'contract.csv')), {
	known: { domain: 'acme.com' },
	knownValues: { name: 'Acme, Inc.', employees: 1200 },
	unknown: { domain: 'nobody.example' },
});

testProvider(
	'reference data from NDJSON',
	async () =>
		await openReferenceData(
			aFile('{"name":"Acme","domain":"acme.com","tags":["a","b"]}\n\n{"name":"Globex"}\n', 'contract.ndjson'),
		),
	{ known: { company: 'ACME Inc' }, knownValues: { domain: 'acme.com', tags: 'a;b' }, unknown: { company: 'Nobody' } },
);

describe('openReferenceData', () => {
	it.each<[string, Omit<ProviderQuery, 'key'>, object]>([
		['the domain', { domain: 'acme.com' }, { matchedOn: 'domain', confidence: 0.98 }],
		['the domain of an address', { email: 'ann@mail.acme.com' }, { matchedOn: 'domain', confidence: 0.98 }],
		['a further domain', { domain: 'acme.io' }, { matchedOn: 'alias domain', confidence: 0.93 }],
		['the name', { company: 'ACME' }, { matchedOn: 'name', confidence: 0.85 }],
		['another name', { company: 'Apex Rockets Corp' }, { matchedOn: 'name', confidence: 0.85 }],
		[
			'name and country',
			{ company: 'Acme', country: 'United States' },
			{ matchedOn: 'name and country', confidence: 0.9 },
		],
		['the name in another country', { company: 'Acme', country: 'DE' }, { matchedOn: 'name', confidence: 0.7 }],
		['the name under another domain', { company: 'Acme', domain: 'acme.org' }, { matchedOn: 'name', confidence: 0.7 }],
		[
			'the name under a private address',
			{ company: 'Acme', email: 'a@gmail.com' },
			{ matchedOn: 'name', confidence: 0.85 },
		],
		[
			'a shared name in one country',
			{ company: 'Globex', country: 'Deutschland' },
			{ matchedOn: 'name and country', confidence: 0.9 },
		],
		[
			'a shared name spelled alike',
			{ company: 'Globex SARL' },
			{ matchedOn: 'name, shared by several', confidence: 0.6 },
		],
		['a company without a domain', { company: 'hooli', domain: 'hooli.xyz' }, { matchedOn: 'name', confidence: 0.85 }],
	])('matches on %s', async (_, query, expected) => {
		expect(await lookUp(query)).toMatchObject({ outcome: 'matched', ...expected });
	});

	it.each<[string, Omit<ProviderQuery, 'key'>]>([
		['an unknown company', { company: 'Umbrella', domain: 'umbrella.com' }],
		['a shared name that nothing tells apart', { company: 'Globex' }],
		['a shared name within one country', { company: 'Initech', country: 'US' }],
	])('finds no match for %s', async (_, query) => {
		expect(await lookUp(query)).toEqual({ key: 0, outcome: 'no_match' });
	});

	it('cannot use a private address alone', async () => {
		expect(await lookUp({ email: 'ann@gmail.com' })).toMatchObject({ outcome: 'invalid_input', retryable: false });
	});

	it('takes the time of observation from the row, else from the file', async () => {
		expect(await lookUp({ domain: 'acme.com' })).toMatchObject({ observedAt: '2026-03-01T00:00:00.000Z' });
		expect(await lookUp({ domain: 'globex.com' })).toMatchObject({ observedAt: expect.stringMatching(/Z$/) });
	});

	it('knows numbers by the name of their column, and leaves blanks out', async () => {
		const provider = await openReferenceData(aFile(companies));
		expect(provider.attributes).toContainEqual({ name: 'employees', label: 'Employees', type: 'number' });
		expect(provider.attributes).toContainEqual({ name: 'industry', label: 'Industry', type: 'text' });
		const [answer] = await answersOf(provider, [{ key: 0, domain: 'initech.com' }]);
		expect(answer).toMatchObject({ values: { domain: 'initech.com', name: 'Initech LLC', country: 'US' } });
		expect(answer).not.toHaveProperty('values.employees');
	});

	it('reads semicolons, a byte order mark, CRLF and values over several lines', async () => {
		const path = aFile('\uFEFFname;domain;note\r\n"Acme;\nInc";acme.com;x\r\n\r\nGlobex;globex.com;y\r\n');
		const provider = await openReferenceData(path);
		const answers = await answersOf(provider, [
			{ key: 0, domain: 'acme.com' },
			{ key: 1, domain: 'globex.com' },
		]);
		expect(answers).toMatchObject([{ values: { name: 'Acme;\nInc', note: 'x' } }, { values: { note: 'y' } }]);
	});

	it('counts what it leaves out', async () => {
		const path = aFile('domain,name,employees\nacme.com,Acme,51-200\nwww.acme.com,Acme Again,7\nn/a,,3\n');
		const provider = await openReferenceData(path);
		expect(provider.notes).toEqual([
			'Reference data, left out: rows that repeat the domain of an earlier row (1).',
			'Reference data, left out: rows with neither a domain of a company nor a name (1).',
			'Reference data, left out: values of the wrong type in column "employees" (1).',
		]);
		expect(await answersOf(provider, [{ key: 0, domain: 'acme.com' }])).toMatchObject([{ values: { name: 'Acme' } }]);
	});

	it("prefers a company's own domain to another company's further one", async () => {
		const path = aFile('domain,domains,name\nold.com,new.com,Old\nnew.com,,New\n');
		const [answer] = await answersOf(await openReferenceData(path), [{ key: 0, domain: 'new.com' }]);
		expect(answer).toMatchObject({ matchedOn: 'domain', values: { name: 'New' } });
	});

	it('gives a further domain that two companies claim to the first', async () => {
		const path = aFile('domain,domains,name\na.com,shared.com,A\nb.com,shared.com,B\n');
		const [answer] = await answersOf(await openReferenceData(path), [{ key: 0, domain: 'shared.com' }]);
		expect(answer).toMatchObject({ matchedOn: 'alias domain', values: { name: 'A' } });
	});

	it.each<[string, string, RegExp]>([
		['an empty file', ' \n', /the file is empty/],
		['a header alone', 'domain,name\n', /a header and no companies/],
		['no column to match on', 'web,title\na.com,A\n', /line 1: there is no column "domain".*among the 2 there are/],
		['a repeated column', 'domain,Domain\na.com,b.com\n', /line 1, column domain: the column is there twice/],
		['a column without a name', 'domain,,name\na.com,,A\n', /line 1, column 2: the column has no name/],
		[
			'a short row',
			'domain,name,country\na.com,A,US\nb.com,B\n',
			/line 3, column 3: the row has 2 values, the header has 3/,
		],
		['a long row', 'domain,name\na.com,A,US\n', /line 2, column 3: the row has 3 values, the header has 2/],
		['an open quote', 'domain,name\na.com,"A\n', /line \d, column .*[Qq]uote/],
		['a line that is not JSON', '{"name":"A"}\n{"name" "B"}\n', /line 2, column 9: the line is not JSON/],
		['a cut line', '{"name":"A"}\n{"name":"B"\n', /line 2, column \d+: the line is not JSON/],
		['a line that is no object', '{"name":"A"}\n["B"]\n', /line 2, column 1: the line is not a JSON object/],
	])('refuses %s, and says where', async (_, text, message) => {
		const path = aFile(text, 'faulty.txt');
		const opening = openReferenceData(path);
		await expect(opening).rejects.toMatchObject({ code: 'invalid_parameter', message: expect.stringMatching(message) });
		await expect(opening).rejects.toMatchObject({ message: expect.stringContaining(path) });
	});

	it('refuses a file that is not there, or is a folder', async () => {
		await expect(openReferenceData(join(folder, 'none.csv'))).rejects.toThrow(
			/none\.csv": the file cannot be read: it is not there/,
		);
		await expect(openReferenceData(folder)).rejects.toThrow(/the file cannot be read: it is not there/);
	});
});

describe('loadCompanies', () => {
	it('refuses a file with more companies than memory is meant for', async () => {
		const path = aFile('domain\na.com\nb.com\nc.com\n');
		await expect(loadCompanies(path, { maxCompanies: 2 })).rejects.toThrow(
			/line 4: the file has more than 2 companies/,
		);
		await expect(loadCompanies(path, { maxCompanies: 3 })).resolves.toMatchObject({ notes: [] });
	});
});
