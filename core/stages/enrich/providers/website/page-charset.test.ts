import { decodedPage } from './page-charset';

describe('decodedPage', () => {
	it.each<[string, Buffer, string | undefined, string]>([
		['the header', Buffer.from([0x53, 0xfc, 0xdf]), 'text/html; charset=iso-8859-1', 'Süß'],
		['the header, quoted', Buffer.from([0x53, 0xfc, 0xdf]), 'text/html; charset="ISO-8859-1"', 'Süß'],
		[
			'a meta element',
			Buffer.from('<meta charset=windows-1252>S\xfc\xdf', 'latin1'),
			'text/html',
			'<meta charset=windows-1252>Süß',
		],
		['the mark before the header', Buffer.from('\uFEFFSüß', 'utf8'), 'text/html; charset=iso-8859-1', 'Süß'],
		['the mark of UTF-16', Buffer.from('\uFEFFSüß', 'utf16le'), undefined, 'Süß'],
		['nothing, and it is UTF-8', Buffer.from('Süß'), undefined, 'Süß'],
		['nothing, and it is not UTF-8', Buffer.from('S\xfc\xdf und mehr', 'latin1'), undefined, 'Süß und mehr'],
		['a charset that nobody knows', Buffer.from('Süß'), 'text/html; charset=klingon', 'Süß'],
		['Japanese', Buffer.from([0x83, 0x5c, 0x83, 0x6a, 0x81, 0x5b]), 'text/html; charset=Shift_JIS', 'ソニー'],
	])('goes by %s', (_, bytes, contentType, text) => {
		expect(decodedPage(bytes, contentType)).toBe(text);
	});
});
