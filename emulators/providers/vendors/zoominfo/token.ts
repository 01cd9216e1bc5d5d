import { createHmac } from 'node:crypto';
import type { HttpReply } from '../../../http/reply';
import type { Account } from '../../money/account';
import { asText, ok, type Call } from '../../serve/call';
import { bearerOf } from '../../serve/identify';
import type { RequestHead, Route, Vendor } from '../../serve/vendor';

const lifeSeconds = 86_400;

/** The account that a token was issued to, until it expires. */
export const accountOfToken: Vendor['identify'] = (request: RequestHead, accounts) => {
	const [name, expires, signature] = (bearerOf(request) ?? '').split('.');
	const account = accounts.find((each) => encoded(each.name) === name);
	if (!account || signature !== sign(account, expires)) return undefined;
	return Number(expires) > request.now.getTime() ? account : undefined;
};

function token(call: Call): HttpReply {
	const body = (typeof call.body === 'object' && call.body !== null ? call.body : {}) as Record<string, unknown>;
	if (body.grant_type !== 'client_credentials')
		return refused(400, 'unsupported_grant_type', 'Only client_credentials is emulated.');
	const [user, password] = basic(call.headers.authorization);
	const id = asText(body.client_id) ?? user;
	const secret = asText(body.client_secret) ?? password;
	const account = call.desk.accounts.find((each) => each.key === id && (each.secret ?? '') === (secret ?? ''));
	if (!account) return refused(401, 'invalid_client', 'The client credentials are not valid.');
	const expires = String(call.now.getTime() + lifeSeconds * 1_000);
	return ok({
		access_token: `${encoded(account.name)}.${expires}.${sign(account, expires)}`,
		token_type: 'Bearer',
		expires_in: lifeSeconds,
		scope: asText(body.scope) ?? 'api:data:contact api:data:company',
	});
}

function refused(status: number, error: string, description: string): HttpReply {
	return { status, body: { error, error_description: description } };
}

function basic(header: string | undefined): string[] {
	const encodedPair = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
	return encodedPair ? Buffer.from(encodedPair, 'base64').toString('utf8').split(':') : [];
}

function encoded(name: string): string {
	return Buffer.from(name).toString('base64url');
}

function sign(account: Account, expires: string | undefined): string {
	return createHmac('sha256', `${account.key} ${account.secret ?? ''}`)
		.update(expires ?? '')
		.digest('base64url');
}

export const tokenRoutes: readonly Route[] = [
	{
		method: 'POST',
		path: '/gtm/oauth/v1/token',
		document: 'docs.zoominfo.com: Client Credentials',
		note: 'client credentials; PKCE is not emulated',
		isOpen: true,
		handle: token,
	},
];
