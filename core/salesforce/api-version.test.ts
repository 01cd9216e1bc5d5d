import { readApiVersion } from './api-version';

describe('readApiVersion', () => {
	it.each([
		['68', '68.0'],
		['68.0', '68.0'],
		['v68.0', '68.0'],
		['V68', '68.0'],
		[' 68.0\n', '68.0'],
		['59', '59.0'],
		['101', '101.0'],
		['', '68.0'],
		['  ', '68.0'],
	])('reads %j as %s', (text, version) => {
		expect(readApiVersion(text)).toBe(version);
	});

	it.each(['68.5', '68.', 'v', 'latest', '68,0', '30.0', '0', '-68', '6 8', '68.0/sobjects', "Summer '26"])(
		'refuses %j and says what it takes',
		(text) => {
			expect(() => readApiVersion(text)).toThrow(
				expect.objectContaining({
					code: 'auth_failed',
					message: expect.stringContaining(`"${text}" is not an API version`),
					remedy: expect.stringContaining('68, 68.0 or v68.0'),
				}),
			);
		},
	);
});
