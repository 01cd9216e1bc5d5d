import { canonicalValue, DiffDigest, type DigestRow } from './diff-digest';

function digestOf(rows: readonly DigestRow[]): string {
	const digest = new DiffDigest();
	rows.forEach((row) => digest.add(row));
	return digest.hex();
}

const row = (recordId: string, field: string, after: unknown) => ({ recordId, field, after });

describe('DiffDigest', () => {
	const rows = [row('a', 'Industry', 'Energy'), row('a', 'Size', 5), row('b', 'Industry', 'Energy')];

	it('does not depend on the order of the rows', () => {
		expect(digestOf([...rows].reverse())).toBe(digestOf(rows));
	});

	it.each([
		['another record', [row('c', 'Industry', 'Energy'), rows[1], rows[2]]],
		['another field', [row('a', 'Name', 'Energy'), rows[1], rows[2]]],
		['another value', [row('a', 'Industry', 'Banking'), rows[1], rows[2]]],
		['a number as text', [rows[0], row('a', 'Size', '5'), rows[2]]],
		['a row more', [...rows, rows[0]]],
		['a row less', rows.slice(1)],
	])('differs with %s', (_name, others) => {
		expect(digestOf(others)).not.toBe(digestOf(rows));
	});

	it('stays the same from version to version', () => {
		const many = Array.from({ length: 300 }, (_, index) => row(`id${index}`, 'Industry', index));
		expect(digestOf(many)).toBe('98eff361b2dc6bcd5b4d450e916d33be400501203a9bec609ca096e9cfc16ff2');
		expect(digestOf([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
	});

	it('holds more rows than it began with room for', () => {
		const many = Array.from({ length: 3_000 }, (_, index) => row(`id${index}`, 'Industry', index));
		expect(digestOf([...many].reverse())).toBe(digestOf(many));
		expect(digestOf(many.slice(1))).not.toBe(digestOf(many));
	});
});

describe('canonicalValue', () => {
	it.each([
		['2026-11-21T16:29:17.000+0000', '2026-11-21T16:29:17.000Z'],
		['2026-11-21T16:29:17Z', '2026-11-21T16:29:17.000Z'],
		['2026-11-21', '2026-11-21'],
		[' two\r\nlines ', 'two\nlines'],
		['  ', null],
		[undefined, null],
		[0, 0],
		[false, false],
	])('writes %j as %j', (value, canonical) => {
		expect(canonicalValue(value)).toEqual(canonical);
	});
});
