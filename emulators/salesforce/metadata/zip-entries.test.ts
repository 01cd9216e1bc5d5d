import { zipOf } from './zip.builders';
import { readZip } from './zip-entries';

describe('readZip', () => {
	it('gives the files by their paths', () => {
		const files = readZip(zipOf({ 'package.xml': '<Package/>', 'objects/Lead.object': 'ü'.repeat(2_000) }));
		expect([...(files ?? [])].map(([path, bytes]) => [path, bytes.toString()])).toEqual([
			['package.xml', '<Package/>'],
			['objects/Lead.object', 'ü'.repeat(2_000)],
		]);
	});

	const whole = zipOf({ 'a.xml': '<a/>'.repeat(100) });
	const withByte = (at: number, byte: number) => {
		const copy = Buffer.from(whole);
		copy[at] = byte;
		return copy;
	};
	it.each([
		['empty', Buffer.alloc(0)],
		['no archive', Buffer.from('hello'.repeat(100))],
		['cut off at the front', whole.subarray(40)],
		['cut off at the end', whole.subarray(0, whole.length - 5)],
		['damaged inside', withByte(36, 0xff)],
		['with a directory elsewhere', withByte(whole.length - 4, 0xff)],
	])('refuses what is %s', (_fault, zip) => {
		expect(readZip(zip)).toBeUndefined();
	});

	it('refuses an archive that would unpack to more than a package may hold', () => {
		expect(readZip(zipOf({ a: '0'.repeat(40_000_000), b: '0'.repeat(40_000_000) }))).toBeUndefined();
	});
});
