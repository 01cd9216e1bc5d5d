import { createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { EnrichmentError } from '../errors';

/** What a JWT bearer assertion says about who asks for a session, and for whom. */
export interface JwtBearerClaims {
	/** Consumer key of the app. */
	readonly clientId: string;
	/** The user the session is for. */
	readonly username: string;
	/** The My Domain login URL; login.salesforce.com is refused by External Client Apps. */
	readonly audience: string;
}

/** Salesforce accepts at most a few minutes ahead of its own clock. */
const lifetimeSeconds = 180;

/** The signed assertion (RS256) of the JWT bearer flow (RFC 7523), valid for three minutes from `now`. */
export function signJwtBearer(claims: JwtBearerClaims, privateKeyPem: string, now: Date): string {
	const header = { alg: 'RS256', typ: 'JWT' };
	const payload = {
		iss: claims.clientId,
		sub: claims.username,
		aud: claims.audience,
		exp: Math.floor(now.getTime() / 1000) + lifetimeSeconds,
	};
	const unsigned = `${base64Url(header)}.${base64Url(payload)}`;
	const signature = sign('RSA-SHA256', Buffer.from(unsigned), readPrivateKey(privateKeyPem));
	return `${unsigned}.${signature.toString('base64url')}`;
}

function base64Url(part: object): string {
	return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function readPrivateKey(pem: string): KeyObject {
	const key = parseKey(pem);
	if (key?.asymmetricKeyType === 'rsa') return key;
	// The cause is left out: a parser's message may quote the key.
	throw new EnrichmentError(
		'auth_failed',
		'The private key of the Salesforce credential is not an RSA key in PEM form.',
		{
			remedy: 'Paste the whole file, from the BEGIN to the END line, without a passphrase.',
		},
	);
}

function parseKey(pem: string): KeyObject | undefined {
	try {
		// Single-line fields of a form turn the line ends into the two characters \n.
		return createPrivateKey(pem.replaceAll('\\n', '\n').trim());
	} catch {
		return undefined;
	}
}
