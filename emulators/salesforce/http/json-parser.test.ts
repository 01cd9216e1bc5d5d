import { parseJson } from './json-parser';

describe('parseJson', () => {
	it.each([
		['', 'The HTTP entity body is required, but this request has no entity body.'],
		[
			'{a:1}',
			"Unexpected character ('a' (code 97)): was expecting double-quote to start field name at [line:1, column:3]",
		],
		[
			'{\n "a": 1,\n}',
			"Unexpected character ('}' (code 125)): was expecting double-quote to start field name at [line:3, column:2]",
		],
		[
			'{"a" 1}',
			"Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value at [line:1, column:7]",
		],
		[
			'{"a":1 "b":2}',
			"Unexpected character ('\"' (code 34)): was expecting comma to separate OBJECT entries at [line:1, column:9]",
		],
		[
			'[1 2]',
			"Unexpected character ('2' (code 50)): was expecting comma to separate ARRAY entries at [line:1, column:5]",
		],
		['hello', "Unrecognized token 'hello': was expecting 'null', 'true', 'false' or NaN at [line:1, column:6]"],
		['{"a":1', 'Unexpected end-of-input: expected close marker for OBJECT at [line:1, column:7]'],
		['{"a":', 'Unexpected end-of-input: expected a value at [line:1, column:6]'],
		[
			'"a\nb"',
			'Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value at [line:2, column:1]',
		],
		['"\\x"', "Unrecognized character escape 'x' (code 120) at [line:1, column:4]"],
		[
			'{"a":}',
			"Unexpected character ('}' (code 125)): expected a valid value (number, String, array, object, 'true', 'false' or 'null') at [line:1, column:7]",
		],
		['"abc', 'Unexpected end-of-input: was expecting closing quote for a string value at [line:1, column:5]'],
		['{} {}', "Unexpected character ('{' (code 123)): Expected end of input at [line:1, column:5]"],
	])('tells where %j goes wrong', (text, message) => {
		expect(() => parseJson(text)).toThrow(message);
	});

	it('reads what is JSON', () => {
		expect(parseJson(' {"a": [1, "\\u0041"]} ')).toEqual({ a: [1, 'A'] });
	});
});
