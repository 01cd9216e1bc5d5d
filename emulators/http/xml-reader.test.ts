import { readXml } from './xml-reader';

describe('readXml', () => {
	it('reads elements, text, entities and CDATA, and drops prefixes', () => {
		expect(readXml('<?xml version="1.0"?><a:b x="1>2"><!-- c --><d/>t&amp;&#65;&#x42;<![CDATA[<e>]]></a:b>')).toEqual({
			name: 'b',
			children: [{ name: 'd', children: [], text: '' }],
			text: 't&AB<e>',
		});
	});

	it.each(['', 'text', '<a>', '</a>', '<a></b>', '<a/><b/>', '<a', '<a><b></a></b>'])('refuses %j', (text) => {
		expect(readXml(text)).toBeUndefined();
	});
});
