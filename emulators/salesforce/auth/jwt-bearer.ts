import { createPublicKey, verify } from 'node:crypto';
import type { OrgState } from '../org/org-state';
import { requireClient } from './authenticate-client';
import { OAuthError } from './oauth-error';
import { serverScope, type VerifiedGrant } from './verified-grant';

interface Assertion {
	readonly header: Readonly<Record<string, unknown>>;
	readonly claims: Readonly<Record<string, unknown>>;
	readonly signedText: string;
	readonly signature: Buffer;
}

/** The user and client that a JWT assertion proves; throws the token endpoint's refusals. */
export function verifyJwtAssertion(org: OrgState, assertion: string): VerifiedGrant {
	const jwt = parseAssertion(assertion);
	const client = requireClient(org, String(jwt.claims.iss));
	if (!client.publicKey || !isSignedBy(client.publicKey, jwt)) {
		throw new OAuthError('invalid_grant', 'invalid assertion');
	}
	checkAudience(org, jwt.claims.aud);
	checkExpiry(org, jwt.claims.exp);

	const user = typeof jwt.claims.sub === 'string' ? org.userByName(jwt.claims.sub) : undefined;
	if (!user?.IsActive) throw new OAuthError('invalid_grant', "user hasn't approved this consumer");
	return { userId: String(user.Id), client, scope: serverScope };
}

function parseAssertion(assertion: string): Assertion {
	const parts = assertion.split('.');
	try {
		if (parts.length !== 3) throw new Error('not three parts');
		const [header, claims] = parts.slice(0, 2).map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
		return { header, claims, signedText: `${parts[0]}.${parts[1]}`, signature: Buffer.from(parts[2], 'base64url') };
	} catch {
		throw new OAuthError('invalid_grant', 'invalid assertion');
	}
}

function isSignedBy(publicKey: string, jwt: Assertion): boolean {
	// `none` and HMAC would let anyone who knows the public key sign.
	if (jwt.header.alg !== 'RS256') return false;
	return verify('RSA-SHA256', Buffer.from(jwt.signedText), createPublicKey(publicKey), jwt.signature);
}

function checkAudience(org: OrgState, audience: unknown): void {
	const accepted = [org.url, `${org.url}/`, `${org.url}/services/oauth2/token`];
	const given = Array.isArray(audience) ? audience : [audience];
	if (!given.some((each) => accepted.includes(each))) {
		throw new OAuthError('invalid_grant', 'audience is invalid');
	}
}

function checkExpiry(org: OrgState, expiry: unknown): void {
	const now = org.clock().getTime() / 1000;
	if (typeof expiry !== 'number' || expiry <= now) {
		throw new OAuthError('invalid_grant', 'expired authorization code');
	}
}
