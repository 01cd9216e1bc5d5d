import { answersOf } from '../provider.builders';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReferenceData } from './reference-data';
import type { ReferenceEncoding, ReferenceFileOptions } from './reference-data/file-text';

const folder = mkdtempSync(join(tmpdir(), 'reference-files-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true }));

function aFile(content: string | Buffer): string {
	files += 1;
	const path = join(folder, `file-${files}`);
	writeFileSync(path, content);
	return path;
}

async function opened(content: string | Buffer, options: ReferenceFileOptions = {}) {
	return await openReferenceData(aFile(content), options);
}

/** Values and notes of one column. */
async function column(name: string, cells: readonly string[]) {
	const rows = cells.map((cell, index) => `company-${index}.com;"${cell}"`);
	const provider = await opened(`domain;${name}\n${rows.join('\n')}\n`);
	const answers = await answersOf(
		provider,
		cells.map((_, key) => ({ key, domain: `company-${key}.com` })),
	);
	const values = answers.map((answer) => (answer.outcome === 'matched' ? answer.values[name] : answer.outcome));
	return { values, notes: provider.notes ?? [] };
}

const ambiguous = (name: string, count: number) => [
	`Reference data, left out: numbers that can be read in two ways in column "${name}" (${count}).`,
];
const wrong = (name: string, count: number) => [
	`Reference data, left out: values of the wrong type in column "${name}" (${count}).`,
];

describe('the encoding of a file', () => {
	const text = 'domain,name\nacme.com,Acme\nmueller.com,Müller & Söhne\n';
	const utf16 = (order: 'le' | 'be') => {
		const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
		return order === 'le' ? bytes : bytes.swap16();
	};

	it.each<[string, Buffer, ReferenceEncoding, string, string]>([
		['Windows-1252', Buffer.from(text, 'latin1'), 'windows-1252', 'mueller.com', 'Müller & Söhne'],
		['UTF-16, little-endian', utf16('le'), 'utf-16', 'mueller.com', 'Müller & Söhne'],
		['UTF-16, big-endian', utf16('be'), 'utf-16', 'mueller.com', 'Müller & Söhne'],
		['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), 'utf-8', 'mueller.com', 'Müller & Söhne'],
		[
			'Windows-1251',
			Buffer.concat([Buffer.from('domain,name\na.ru,'), Buffer.from([0xcc, 0xe8, 0xf0])]),
			'windows-1251',
			'a.ru',
			'Мир',
		],
		[
			'Shift JIS',
			Buffer.concat([Buffer.from('domain,name\na.jp,'), Buffer.from([0x83, 0x5c, 0x83, 0x6a, 0x81, 0x5b])]),
			'shift_jis',
			'a.jp',
			'ソニー',
		],
	])('is %s when that was declared', async (_, content, encoding, domain, name) => {
		const [answer] = await answersOf(await opened(content, { encoding }), [{ key: 0, domain }]);
		expect(answer).toMatchObject({ values: { name } });
	});

	it.each<[string, Buffer, ReferenceEncoding, RegExp]>([
		[
			'Excel’s Windows-1252 read as UTF-8',
			Buffer.from(text, 'latin1'),
			'utf-8',
			/, line 3: the line holds bytes that are not UTF-8\.$/,
		],
		['UTF-16 read as UTF-8', utf16('le'), 'utf-8', /, line 1: .* not UTF-8/],
		['UTF-16 without a mark', Buffer.from(text, 'utf16le'), 'utf-8', /, line 1: .* not UTF-8/],
		['UTF-8 read as UTF-16', Buffer.from('domain\na.com\n'), 'utf-16', /not UTF-16|no column "domain"/],
		[
			'a cut character at the end',
			Buffer.concat([Buffer.from('domain\na.com\nb'), Buffer.from([0xc3])]),
			'utf-8',
			/, line 3: /,
		],
		[
			'a byte far into a long file',
			Buffer.concat([Buffer.from(`domain\n${'a.com\n'.repeat(50_000)}`), Buffer.from([0xff, 10, 10])]),
			'utf-8',
			/, line 50002: /,
		],
	])('stops the reading of %s at the line', async (_, content, encoding, message) => {
		await expect(opened(content, { encoding })).rejects.toMatchObject({
			code: 'invalid_parameter',
			message: expect.stringMatching(message),
		});
	});

	it('keeps a character whose bytes two pieces share', async () => {
		const name = 'é'.repeat(100_001);
		const [answer] = await answersOf(await opened(`domain,name\na.com,x${name}\n`), [{ key: 0, domain: 'a.com' }]);
		expect(answer).toMatchObject({ values: { name: `x${name}` } });
	});
});

describe('the numbers of a column', () => {
	it.each<[string, string, readonly string[], readonly unknown[], readonly string[]]>([
		['a comma tells decimals', 'revenue', ['1.234,56', '2.500', '7'], [1234.56, 2500, 7], []],
		['a dot tells decimals', 'revenue', ['1,234.56', '2.500', '2,500'], [1234.56, 2.5, 2500], []],
		['one short decimal settles the column', 'revenue', ['12,5', '2.500', '2,500'], [12.5, 2500, 2.5], []],
		['groups settle the column', 'revenue', ['1.234.567', '2.500'], [1_234_567, 2500], []],
		[
			'spaces and apostrophes group',
			'revenue',
			['1 234', "1'234", '1’234’567', '1\u00a0234,5', '2\u202f500'],
			[1234, 1234, 1_234_567, 1234.5, 2500],
			[],
		],
		['nothing tells', 'revenue', ['2.500', '3,100', '700'], [undefined, undefined, 700], ambiguous('revenue', 2)],
		[
			'the column speaks in two ways',
			'revenue',
			['1.234,56', '1,234.56', '2.500'],
			[1234.56, 1234.56, undefined],
			ambiguous('revenue', 1),
		],
		['heads are whole', 'employees', ['2.500', '1,200', '80'], [2500, 1200, 80], []],
		['half a head is none', 'employees', ['2.5', '2.500', '12.0'], [undefined, undefined, 12], wrong('employees', 2)],
		[
			'no numbers',
			'employees',
			['0x20', '1e3', '-5', '51-200', '1,2,3', '12%', 'Infinity', '1_000', '10+', '١٢'],
			Array(10).fill(undefined),
			wrong('employees', 10),
		],
		['an amount may be negative', 'revenue', ['-1200.5', '+3'], [-1200.5, 3], []],
		['zero is a number', 'revenue', ['0', '0.125', '0,5'], [0, 0.125, 0.5], []],
	])('are read as %s', async (_, name, cells, values, notes) => {
		expect(await column(name, cells)).toEqual({ values, notes });
	});
});

it.each([
	'NULL',
	'null',
	'N/A',
	'n/a',
	'-',
	'--',
	'#N/A',
	'#REF!',
	'#VALUE!',
	'#NAME?',
	'#DIV/0!',
	'#BEZUG!',
	'none',
	'NaN',
	' ',
	'NA',
	'n.a.',
	'#NV',
	'#N/V',
	'#Н/Д',
	'#¡REF!',
	'#¿NOMBRE?',
	'Err:502',
	'<NA>',
	'k. A.',
	's/o',
	'(leer)',
	'…',
])('takes the cell %s for blank', async (cell) => {
	expect(await column('industry', [cell])).toEqual({ values: [undefined], notes: [] });
	expect(await column('employees', [cell])).toEqual({ values: [undefined], notes: [] });
});

it('leaves words that only look like blanks', async () => {
	expect(
		(await column('industry', ['None of the above', 'Nanotechnology', '#1 in Retail', '-5 °C', 'NULL Ltd'])).values,
	).not.toContain(undefined);
	expect((await column('country', ['NA'])).values).toEqual(['NA']);
});

describe('a domain cell', () => {
	it.each([
		['https://www.Acme.com/about', 'acme.com'],
		['ANN@ACME.COM', 'acme.com'],
		['acme', undefined],
		['facebook.com/acme', undefined],
		['gmail.com', undefined],
		['example.com', undefined],
		['acme.com', 'acme.com'],
	])('%s is written as %s', async (cell, domain) => {
		const provider = await opened(`name,domain\nAcme,${cell}\n`);
		const [answer] = await answersOf(provider, [{ key: 0, company: 'Acme' }]);
		expect(answer).toMatchObject({ outcome: 'matched', values: { name: 'Acme' } });
		expect((answer as { values: object }).values).toEqual(
			domain === undefined ? { name: 'Acme' } : { name: 'Acme', domain },
		);
		expect(provider.notes).toHaveLength(domain === undefined ? 1 : 0);
	});

	it('finds rows under a host that many share by their names', async () => {
		const provider = await opened(
			'name,domain\nAcme,linkedin.com/company/acme\nGlobex,https://linkedin.com/company/globex\n',
		);
		const answers = await answersOf(provider, [
			{ key: 0, company: 'Globex Inc', domain: 'linkedin.com' },
			{ key: 1, company: 'Initech', domain: 'linkedin.com' },
		]);
		expect(answers).toMatchObject([
			{ outcome: 'matched', matchedOn: 'name', confidence: 0.85, values: { name: 'Globex' } },
			{ outcome: 'no_match' },
		]);
	});

	it('notes further domains that two rows claim, that are another’s own, or everybody’s', async () => {
		const provider = await opened(
			'domain,domains\na.com,shared.com\nb.com,shared.com;a.com\nc.com,facebook.com/c;c.de;c.de\n',
		);
		expect([...(provider.notes ?? [])].sort()).toEqual([
			'Reference data, left out: further domains that an earlier row claims (1).',
			"Reference data, left out: further domains that are another row's own (1).",
			'Reference data, left out: further domains that belong to no company alone (1).',
		]);
	});
});

describe('a legal form that is also a word', () => {
	it('is read by the country of row and record', async () => {
		const provider = await opened('name,country\nOASIS SPA,Italy\nRelax Spa,US\n');
		const answers = await answersOf(provider, [
			{ key: 0, company: 'Oasis', country: 'IT' },
			{ key: 1, company: 'Oasis S.p.A.' },
			{ key: 2, company: 'Relax LLC' },
			{ key: 3, company: 'RELAX SPA' },
		]);
		expect(answers.map((answer) => answer.outcome)).toEqual(['matched', 'matched', 'no_match', 'matched']);
	});
});

describe('what may be opened', () => {
	const refusal = 'the file cannot be read: it is not there, is no file, or this n8n may not read it.';

	it('is a regular file: no folder, device, pipe or link', async () => {
		const pipe = join(folder, 'pipe');
		execFileSync('mkfifo', [pipe]);
		const link = join(folder, 'link');
		symlinkSync(aFile('domain\na.com\n'), link);
		for (const path of [
			folder,
			'/dev/zero',
			'/dev/null',
			pipe,
			link,
			join(folder, 'none.csv'),
			join(aFile('x'), 'below'),
			'\0',
			'',
		]) {
			await expect(openReferenceData(path)).rejects.toMatchObject({
				code: 'invalid_parameter',
				message: `Reference data "${path}": ${refusal}`,
			});
		}
	});

	it('is not larger than the limit, whatever size it states', async () => {
		const path = aFile('domain\na.com\n');
		await expect(openReferenceData(path, { maxBytes: 10 })).rejects.toThrow('the file is larger than 0 MB');
		await expect(openReferenceData('/proc/self/environ', { maxBytes: 1 })).rejects.toThrow(
			'the file is larger than 0 MB',
		);
		await expect(openReferenceData(path, { maxBytes: 13 })).resolves.toBeDefined();
	});

	it('is not read on once the execution was stopped', async () => {
		const stop = new AbortController();
		const path = aFile(`domain\n${Array.from({ length: 20_000 }, (_, index) => `company-${index}.com`).join('\n')}`);
		const opening = openReferenceData(path, { signal: stop.signal });
		stop.abort();
		await expect(opening).rejects.toMatchObject({ code: 'canceled' });
		await expect(openReferenceData(path, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'canceled' });
	});
});

describe('no message quotes the file', () => {
	const secret = 'S3cr3t-value';

	it.each([
		['a key file', `API_KEY=${secret}\nDB_PASSWORD=${secret}\n`],
		['an environment', `PATH=/bin\0TOKEN=${secret}\0`],
		['a heading', `${secret},other\n1,2\n`],
		['a heading that is there twice', `domain,${secret},${secret}\na.com,1,2\n`],
		['a short row', `domain,${secret}\n${secret}\n`],
		['an open quote', `domain,${secret}\na.com,"${secret}\n`],
		['a quote in a value', `domain,${secret}\na.com,x"${secret}"\n`],
		['something behind a quote', `domain,${secret}\na.com,"x"${secret}\n`],
		['JSON', `{"${secret}": "${secret}"}\n`],
		['broken JSON', `{"domain": "a.com"}\n{"domain": ${secret}}\n`],
		['bytes', Buffer.concat([Buffer.from(`domain\n${secret}`), Buffer.from([0xff])])],
		['nested JSON', `{"domain": "a.com", "${secret}": {"x": 1}}\n`],
		['a row that is too long', `domain\n${secret}${'x'.repeat(1_000_001)}\n`],
	])('of %s', async (_, content) => {
		const said = await opened(content as string).then(
			({ notes }) => JSON.stringify(notes),
			(error) => JSON.stringify([error.message, error.remedy, error.details]),
		);
		expect(said).not.toContain(secret);
		expect(said.length).toBeGreaterThan(20);
	});
});

it('reads a header of many columns in one pass, up to a limit', async () => {
	const header = (count: number) =>
		`domain,${Array.from({ length: count - 1 }, (_, index) => `c${index}`).join(',')}\n`;
	await expect(opened(header(1_000))).rejects.toThrow('a header and no companies');
	await expect(opened(header(1_001))).rejects.toThrow('the header has 1001 columns, and at most 1000 are read.');
});
