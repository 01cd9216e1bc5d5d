import { Router, type Route } from './route';

const route = (method: Route['method'], path: string): Route => ({
	method,
	path,
	kind: 'test',
	handle: () => ({ status: 200 }),
});
const router = new Router([
	route('GET', ''),
	route('GET', 'sobjects/:sObject/updated'),
	route('GET', 'sobjects/:sObject/:id'),
	route('PATCH', 'sobjects/:sObject/:id'),
	route('GET', '/'),
	route('GET', '/id/:orgId/:userId'),
]);

const found = (path: string) =>
	router.match(path).map(({ route: { method, path: own }, params }) => [`${method} ${own}`, params]);

describe('Router', () => {
	it.each([
		['/', [['GET /', {}]]],
		['/services/data/v68.0/', [['GET ', { version: '68.0' }]]],
		[
			'/services/data/v68.0/sobjects/Lead/00Q',
			[
				['GET sobjects/:sObject/:id', { version: '68.0', sObject: 'Lead', id: '00Q' }],
				['PATCH sobjects/:sObject/:id', { version: '68.0', sObject: 'Lead', id: '00Q' }],
			],
		],
		['/id/a%20b/%zz', [['GET /id/:orgId/:userId', { orgId: 'a b', userId: '%zz' }]]],
		['/services/data/68.0', []],
		['/services/data/v68', []],
		['/id/a/b/c', []],
		['/id//b', []],
	])('finds %s', (path, expected) => {
		expect(found(path)).toEqual(expected);
	});

	it('puts earlier routes first where several fit', () => {
		expect(found('/services/data/v31.0/sobjects/Lead/updated').map(([name]) => name)).toEqual([
			'GET sobjects/:sObject/updated',
			'GET sobjects/:sObject/:id',
			'PATCH sobjects/:sObject/:id',
		]);
	});
});
