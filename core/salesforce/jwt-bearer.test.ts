import { generateKeyPairSync, verify } from 'node:crypto';
import { signJwtBearer } from './jwt-bearer';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const claims = { clientId: '3MVG9', username: 'integration@example.com', audience: 'https://acme.my.salesforce.com' };
const now = new Date('2026-11-21T16:29:17.900Z');

describe('signJwtBearer', () => {
	it('says who asks, for whom, where, and for three minutes', () => {
		const [header, payload] = signJwtBearer(claims, pem, now).split('.').map(decode);
		expect(JSON.parse(header)).toEqual({ alg: 'RS256', typ: 'JWT' });
		expect(JSON.parse(payload)).toEqual({
			iss: '3MVG9',
			sub: 'integration@example.com',
			aud: 'https://acme.my.salesforce.com',
			exp: Date.parse('2026-11-21T16:32:17Z') / 1000,
		});
	});

	it.each([
		['a PEM file', pem],
		['a PEM whose line ends a form has escaped', pem.replaceAll('\n', '\\n')],
	])('signs with %s so that the public key verifies it', (_form, key) => {
		const [header, payload, signature] = signJwtBearer(claims, key, now).split('.');
		const isGenuine = verify(
			'RSA-SHA256',
			Buffer.from(`${header}.${payload}`),
			publicKey,
			Buffer.from(signature, 'base64url'),
		);
		expect(isGenuine).toBe(true);
	});

	it.each([
		['no key', 'nonsense-with-secret'],
		[
			'a key of another kind',
			generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		],
	])('refuses %s without quoting it', (_form, key) => {
		const failure = catchError(() => signJwtBearer(claims, key, now));
		expect(failure).toMatchObject({ code: 'auth_failed', cause: undefined });
		expect(JSON.stringify(failure) + String(failure)).not.toContain(key.trim().split('\n')[1] ?? key);
	});
});

function decode(part: string): string {
	return Buffer.from(part, 'base64url').toString();
}

function catchError(act: () => unknown): unknown {
	try {
		return act();
	} catch (error) {
		return error;
	}
}
