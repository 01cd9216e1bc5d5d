import { fillPlaceholders, placeholdersIn } from './placeholders';
import { fillTemplate, type Template } from './template';

const values: Record<string, string> = {
	email: 'Ada@Acme.com',
	fullName: 'Ada King Byron',
	cik: '4711',
	evil: 'a"} <x>\n',
};
const valueOf = (name: string) => (Object.hasOwn(values, name) ? values[name] : undefined);

describe('fillPlaceholders', () => {
	it.each<[string, string | undefined]>([
		['{email}', 'Ada@Acme.com'],
		['mailto:{email|lowercase}', 'mailto:ada@acme.com'],
		// printf 'ada@acme.com' | sha256sum
		['{email|sha256}', '154e1e0a1872533ddf397a16e5a65dcfe2b88b0f2bd436c54a288bac45391a47'],
		['{fullName|first_name} / {fullName|last_name}', 'Ada / King Byron'],
		['CIK{cik|pad:10}', 'CIK0000004711'],
		['{phone}', undefined],
		['{email} {phone}', undefined],
		['{cik|last_name}', undefined],
		['{ not a placeholder } {}', '{ not a placeholder } {}'],
		['<https://{evil|host}>', undefined],
		['{evil|quoted}', '"a\\"} <x>\\n"'],
	])('%s', (text, filled) => {
		expect(fillPlaceholders(text, valueOf)).toBe(filled);
	});

	it('encodes each value where it is told to, so that none can add to an address', () => {
		expect(fillPlaceholders('/x/{evil}', valueOf, encodeURIComponent)).toBe('/x/a%22%7D%20%3Cx%3E%0A');
	});

	it('does not fill what a value brings along', () => {
		expect(fillPlaceholders('{a}', (name) => (name === 'a' ? '{b}' : 'secret'))).toBe('{b}');
	});

	it('names what it has found', () => {
		expect(placeholdersIn('a {email|sha256} b {$id|pad:3}')).toEqual([
			{ name: 'email', filters: [{ name: 'sha256', argument: '' }] },
			{ name: '$id', filters: [{ name: 'pad', argument: '3' }] },
		]);
	});
});

describe('fillTemplate', () => {
	const scope = {
		valueOf: () => undefined,
		queries: [valueOf, (name: string) => (name === 'email' ? 'b@x.org' : undefined), () => undefined],
		wanted: new Set(['mobile_phone']),
	};

	it.each<[string, Template, unknown]>([
		['leaves out what has no value', { a: '{email}', b: 'fixed', c: { d: '{email}' } }, { b: 'fixed' }],
		[
			'repeats for each query, and keeps the places of empty ones',
			{ all: { $each: { e: '{email}' } } },
			{ all: [{ e: 'Ada@Acme.com' }, { e: 'b@x.org' }, {}] },
		],
		['joins to a text, without the empty ones', { $each: '{email}', $join: ',' }, 'Ada@Acme.com,b@x.org'],
		['takes the first that has a value', { $firstOf: ['{email}', 'none'] }, 'none'],
		[
			'asks for what is wanted',
			[
				{ $ifWanted: ['mobile_phone'], $value: 'phones' },
				{ $ifWanted: ['email'], $value: 'emails' },
			],
			['phones'],
		],
		['joins parts', { $parts: ['a', '{email}', 'b'], $join: '-' }, 'a-b'],
		['keeps numbers and switches', { n: 1, yes: true, nothing: null }, { n: 1, yes: true, nothing: null }],
	])('%s', (_, template, filled) => {
		expect(fillTemplate(template, scope)).toEqual(filled);
	});
});
