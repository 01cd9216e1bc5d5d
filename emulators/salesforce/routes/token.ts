import { createHmac } from 'node:crypto';
import { verifyClientCredentials } from '../auth/client-credentials';
import { verifyJwtAssertion } from '../auth/jwt-bearer';
import { OAuthError } from '../auth/oauth-error';
import type { ApiReply, ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** Signing in. */
export const tokenRoutes: Route[] = [
	{ method: 'POST', path: '/services/oauth2/token', kind: 'token', isPublic: true, handle: issueToken },
];

function issueToken(request: ApiRequest): ApiReply {
	const form = new URLSearchParams(request.body);
	try {
		const { userId, client } = verifyGrant(request, form);
		const { token } = request.org.sessions.open(userId, client.clientId);
		return { status: 200, body: tokenResponse(request, userId, token), headers: { 'Cache-Control': 'no-store' } };
	} catch (error) {
		if (!(error instanceof OAuthError)) throw error;
		return { status: error.status, body: { error: error.error, error_description: error.description } };
	}
}

function verifyGrant({ org, headers }: ApiRequest, form: URLSearchParams) {
	switch (form.get('grant_type')) {
		case 'client_credentials':
			return verifyClientCredentials(org, form, headers.authorization);
		case JWT_BEARER:
			return verifyJwtAssertion(org, form.get('assertion') ?? '');
		default:
			throw new OAuthError('unsupported_grant_type', 'grant type not supported');
	}
}

function tokenResponse({ org }: ApiRequest, userId: string, token: string) {
	const id = `${org.url}/id/${org.identity.id}/${userId}`;
	const issuedAt = String(org.clock().getTime());
	return {
		access_token: token,
		signature: createHmac('sha256', org.identity.id).update(id + issuedAt).digest('base64'),
		scope: 'api id',
		instance_url: org.url,
		id,
		token_type: 'Bearer',
		issued_at: issuedAt,
	};
}
