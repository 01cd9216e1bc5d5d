import { readAuthorizationRequest, readCallback, type AuthorizationRequest } from '../auth/authorization-request';
import { checkPassword } from '../auth/check-password';
import { OAuthError } from '../auth/oauth-error';
import type { ApiReply, ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import { loginPage, loginRefusedPage } from '../pages/login-page';

/** The login page of the authorization-code flow. */
export const authorizeRoutes: Route[] = [
	{
		method: 'GET',
		path: '/services/oauth2/authorize',
		kind: 'authorize',
		isPublic: true,
		handle: (request) => answer(request, showLogin),
	},
	{
		method: 'POST',
		path: '/services/oauth2/authorize',
		kind: 'authorize',
		isPublic: true,
		handle: (request) => answer(request, logIn),
	},
];

type Step = (request: ApiRequest, asked: AuthorizationRequest) => ApiReply;

function answer(request: ApiRequest, step: Step): ApiReply {
	const { org, query } = request;
	try {
		const { client, redirectUri } = readCallback(org, query);
		try {
			return step(request, readAuthorizationRequest(query, client, redirectUri));
		} catch (error) {
			if (!(error instanceof OAuthError)) throw error;
			return sendBack(redirectUri, {
				error: error.error,
				error_description: error.description,
				state: query.get('state'),
			});
		}
	} catch (error) {
		if (!(error instanceof OAuthError)) throw error;
		return loginRefusedPage(org, error.error, error.description);
	}
}

function showLogin({ org, query }: ApiRequest, { client, scope }: AuthorizationRequest): ApiReply {
	if (query.get('prompt') === 'none') throw new OAuthError('login_required', 'not authenticated');
	return loginPage(org, client.clientId, scope, query.get('login_hint') ?? '');
}

function logIn(
	{ org, body }: ApiRequest,
	{ client, scope, redirectUri, codeChallenge, state }: AuthorizationRequest,
): ApiReply {
	const form = new URLSearchParams(body);
	if (form.get('decision') === 'deny') throw new OAuthError('access_denied', 'end-user denied authorization');
	const username = form.get('username') ?? '';
	const userId = checkPassword(org, username, form.get('password') ?? '');
	if (!userId) return loginPage(org, client.clientId, scope, username, 'Please check your username and password.');
	const code = org.grants.issueCode({ userId, clientId: client.clientId, scope, redirectUri, codeChallenge });
	return sendBack(redirectUri, { code, state });
}

function sendBack(redirectUri: string, params: Readonly<Record<string, string | null>>): ApiReply {
	const location = new URL(redirectUri);
	for (const [name, value] of Object.entries(params)) if (value !== null) location.searchParams.set(name, value);
	return { status: 302, headers: { Location: location.href, 'Cache-Control': 'no-store' } };
}
