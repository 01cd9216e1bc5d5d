import { pathPattern, readAll, readPath } from './json-path';

const reply = {
	data: {
		name: 'Acme',
		gone: null,
		'odd name': 1,
		list: [
			{ type: 'work', email: 'a@acme.com' },
			{ type: 'private', email: 'b@x.org' },
		],
	},
	byId: { x: { id: 1 }, y: { id: 2 } },
};

describe('readPath', () => {
	it.each<[string, unknown]>([
		['data.name', 'Acme'],
		['data."odd name"', 1],
		['data.list[1].email', 'b@x.org'],
		['data.list[type=private].email', 'b@x.org'],
		['data.list[type=fax].email', undefined],
		['data.list[7].email', undefined],
		['data.gone', undefined],
		['data.name.length', undefined],
		['data.toString', undefined],
		['$', reply],
	])('%s', (path, value) => {
		expect(path).toMatch(pathPattern);
		expect(readPath(reply, path)).toEqual(value);
	});

	it('reads all elements of a list and all values of an object', () => {
		expect(readAll(reply, 'data.list[*].type')).toEqual(['work', 'private']);
		expect(readAll(reply, 'byId[*].id')).toEqual([1, 2]);
		expect(readAll(undefined, 'data.name')).toEqual([]);
	});
});

describe('the pattern of paths', () => {
	it.each(['', 'a..b', 'a.', '.a', 'a[', 'a[x]', '__proto__.a', 'a.constructor', 'a."prototype"', 'a b', 'a[*', 'a()'])(
		'refuses "%s"',
		(path) => {
			expect(path).not.toMatch(pathPattern);
		},
	);
});
