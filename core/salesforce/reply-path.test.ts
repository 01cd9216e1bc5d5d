import { replyId, replyPath } from './reply-path';

describe('replyPath', () => {
	it.each([
		'/services/data/v68.0/query/01g5e00000000AAAAA-2000',
		'/services/data/v68.0/queryAll/01g5e-2000?columns=a%2Fb',
		'/services/data/v68.0/jobs/query/7505e0000000001AAA/results?locator=MTAwMDA&maxRecords=10',
	])('follows %s', (path) => {
		expect(replyPath(path, 'read a page')).toBe(path);
	});

	it.each([
		'http://other.example/services/data/v68.0/query/x',
		'https://other.example/services/data/v68.0/query/x',
		'//other.example/services/data/v68.0/query/x',
		'/\\other.example/services/data/x',
		'/services/data/../../secur/frontdoor.jsp',
		'/services/data/v68.0/%2e%2e/%2E%2e/apexrest/x',
		'/services/data/v68.0/..%2f../x',
		'/services/data/v68.0/%252e%252e/x',
		'/services/data//other.example/x',
		'/services/data/v68.0/query/x\r\nHost: other.example',
		'/services/data/v68.0/query/x#y',
		'/services/database/x',
		'/services/apexrest/x',
		' /services/data/v68.0/query/x',
		'services/data/v68.0/query/x',
		'@other.example/services/data/x',
		'',
		null,
		{},
	])('refuses %j, naming no address', (path) => {
		const attempt = () => replyPath(path, 'read page 2 of the query on Lead');
		expect(attempt).toThrow(expect.objectContaining({ code: 'salesforce_refused', retryable: false }));
		expect(attempt).toThrow(
			'Could not read page 2 of the query on Lead: the reply leads away from /services/data/ of this org',
		);
	});
});

describe('replyId', () => {
	it.each(['..', '../../x', '7505e?x=1', 'a/b', '%2e%2e', '', undefined])('refuses %j as a step of a path', (id) => {
		expect(() => replyId(id, 'start a bulk query')).toThrow(expect.objectContaining({ code: 'salesforce_refused' }));
	});
});
