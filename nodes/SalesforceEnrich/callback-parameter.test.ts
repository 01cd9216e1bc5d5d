import { readCallbackUrl } from './callback-parameter';

describe('readCallbackUrl', () => {
	it.each([
		['https://n8n.acme.com/webhook/0a1b/full-enrich', 'https://n8n.acme.com/webhook/0a1b/full-enrich'],
		[' http://127.0.0.1:5678/webhook/x/full-enrich ', 'http://127.0.0.1:5678/webhook/x/full-enrich'],
		['  ', undefined],
		[undefined, undefined],
	])('reads %p as %p', (callbackUrl, address) => {
		expect(readCallbackUrl({ callbackUrl })).toBe(address);
	});

	it.each(['n8n.acme.com/webhook', 'ftp://acme.com/x', 'https://n8n.acme.com/webhook/0a1b/:secret'])(
		'refuses %s, and repeats nothing of it',
		(callbackUrl) => {
			expect(() => readCallbackUrl({ callbackUrl })).toThrow(
				expect.objectContaining({ code: 'invalid_parameter', message: expect.not.stringContaining(callbackUrl) }),
			);
		},
	);
});
