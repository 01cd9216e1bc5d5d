import { parseLimitInfo } from './limit-info';

describe('parseLimitInfo', () => {
	it.each([
		['api-usage=18/5000', { max: 5_000, remaining: 4_982 }],
		['api-usage=25/5000; per-app-api-usage=17/250(appName=sample-connected-app)', { max: 5_000, remaining: 4_975 }],
		['per-app-api-usage=17/250(appName=sample), api-usage=25/5000', { max: 5_000, remaining: 4_975 }],
		['api-usage=5100/5000', { max: 5_000, remaining: -100 }],
		['per-app-api-usage=17/250(appName=sample)', undefined],
		['', undefined],
		[null, undefined],
	])('reads %j as %j', (header, allowance) => {
		expect(parseLimitInfo(header)).toEqual(allowance);
	});
});
