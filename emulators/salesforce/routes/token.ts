import { createHmac } from 'node:crypto';
import { verifyAuthorizationCode } from '../auth/authorization-code';
import { verifyClientCredentials } from '../auth/client-credentials';
import { verifyJwtAssertion } from '../auth/jwt-bearer';
import { OAuthError } from '../auth/oauth-error';
import { verifyPassword } from '../auth/password-grant';
import { verifyRefreshToken } from '../auth/refresh-token';
import type { VerifiedGrant } from '../auth/verified-grant';
import type { ApiReply, ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';

/** Where Salesforce serves what is not of one org; the reply to client credentials names it, and nothing of the org is there. */
const apiInstanceUrl = 'https://api.salesforce.com';
const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** Getting tokens, and giving them up. */
export const tokenRoutes: Route[] = [
	{ method: 'POST', path: '/services/oauth2/token', kind: 'token', isPublic: true, handle: issueToken },
	{
		method: 'POST',
		path: '/services/oauth2/revoke',
		kind: 'revoke',
		isPublic: true,
		handle: (request) => revoke(request, new URLSearchParams(request.body)),
	},
	{
		method: 'GET',
		path: '/services/oauth2/revoke',
		kind: 'revoke',
		isPublic: true,
		handle: (request) => revoke(request, request.query),
	},
];

function issueToken(request: ApiRequest): ApiReply {
	const form = new URLSearchParams(request.body);
	try {
		const grant = verifyGrant(request, form);
		const { token } = request.org.sessions.open(grant.userId, grant.client.clientId, grant.refreshToken);
		return {
			status: 200,
			body: {
				...tokenResponse(request, grant, token),
				...(form.get('grant_type') === 'client_credentials' && { api_instance_url: apiInstanceUrl }),
			},
			headers: { 'Cache-Control': 'no-store' },
		};
	} catch (error) {
		return refusal(error);
	}
}

function verifyGrant({ org, headers }: ApiRequest, form: URLSearchParams): VerifiedGrant {
	switch (form.get('grant_type')) {
		case 'client_credentials':
			return verifyClientCredentials(org, form, headers.authorization);
		case 'password':
			return verifyPassword(org, form, headers.authorization);
		case jwtBearer:
			return verifyJwtAssertion(org, form.get('assertion') ?? '');
		case 'authorization_code':
			return verifyAuthorizationCode(org, form, headers.authorization);
		case 'refresh_token':
			return verifyRefreshToken(org, form, headers.authorization);
		default:
			throw new OAuthError('unsupported_grant_type', 'grant type not supported');
	}
}

function tokenResponse(
	{ org }: ApiRequest,
	{ userId, scope, refreshToken, isNewRefreshToken }: VerifiedGrant,
	token: string,
) {
	const id = `${org.url}/id/${org.identity.id}/${userId}`;
	const issuedAt = String(org.clock().getTime());
	return {
		access_token: token,
		...(isNewRefreshToken ? { refresh_token: refreshToken } : {}),
		signature: createHmac('sha256', org.identity.id)
			.update(id + issuedAt)
			.digest('base64'),
		scope,
		instance_url: org.url,
		id,
		token_type: 'Bearer',
		issued_at: issuedAt,
	};
}

/** A refresh token takes the sessions with it that came from it. */
function revoke({ org }: ApiRequest, form: URLSearchParams): ApiReply {
	const token = form.get('token') ?? '';
	try {
		if (org.grants.revoke(token)) org.sessions.endFrom(token);
		else if (!org.sessions.end(token)) throw new OAuthError('invalid_token', 'invalid token');
		return { status: 200 };
	} catch (error) {
		return refusal(error);
	}
}

function refusal(error: unknown): ApiReply {
	if (!(error instanceof OAuthError)) throw error;
	const body = { error: error.error, error_description: error.description };
	return { status: error.status, body, headers: { 'Cache-Control': 'no-store' } };
}
