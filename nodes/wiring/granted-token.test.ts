import type { IExecuteFunctions } from 'n8n-workflow';
import { renewThroughN8n } from './granted-token';

const type = 'salesforceProductionOAuth2Api';
const kept = {
	access_token: 'old',
	instance_url: 'https://acme.my.salesforce.com',
	id: 'https://login.salesforce.com/id/00D/005',
};

function renew(refresh: () => Promise<unknown>, stored: object = kept) {
	const functions = {
		getCredentials: async () => ({ oauthTokenData: stored }),
		helpers: { refreshOAuth2Token: refresh },
	};
	return renewThroughN8n.call(functions as unknown as IExecuteFunctions, type)('old');
}

const thrown = (fields: object) => Promise.reject(Object.assign(new Error('said too much: 5Aep861secret'), fields));

describe('renewThroughN8n', () => {
	it('takes what n8n answers', async () => {
		await expect(
			renew(async () => ({ ...kept, access_token: 'new', instance_url: 'https://moved.my.salesforce.com' })),
		).resolves.toEqual({
			accessToken: 'new',
			instanceUrl: 'https://moved.my.salesforce.com',
		});
	});

	it('keeps the address of the org when a refresh leaves it out', async () => {
		await expect(renew(async () => ({ access_token: 'new' }))).resolves.toMatchObject({
			instanceUrl: kept.instance_url,
		});
	});

	it('takes another token that n8n holds by now without renewing it', async () => {
		const refresh = jest.fn();
		await expect(renew(refresh, { ...kept, access_token: 'newer' })).resolves.toMatchObject({ accessToken: 'newer' });
		expect(refresh).not.toHaveBeenCalled();
	});

	it.each([
		[
			'a revoked grant, in the words of n8n',
			{ name: 'NodeOperationError', message: 'The credential "Org" needs to be reconnected.' },
			'auth_failed',
			'needs to be reconnected',
		],
		[
			'an app that was removed',
			{ body: { error: 'invalid_client_id' }, code: 'EAUTH' },
			'auth_failed',
			'invalid_client_id',
		],
		['an echo of the token', { body: { error: '5Aep861secret' }, code: 'EAUTH' }, 'auth_failed', 'no new token'],
		['a fault of the endpoint', { status: 503, code: 'ESTATUS' }, 'salesforce_unavailable', 'HTTP status 503'],
		['no network', { code: 'ENOTFOUND' }, 'salesforce_unavailable', 'ENOTFOUND'],
	])('explains %s', async (_fault, fields, code, text) => {
		const error = await renew(() => thrown(fields)).catch((reason: unknown) => reason);
		expect(error).toMatchObject({
			code,
			retryable: code === 'salesforce_unavailable',
			message: expect.stringContaining(text),
		});
		expect(String(error)).not.toContain('5Aep861secret');
	});
});
