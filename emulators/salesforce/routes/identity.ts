import { notFound } from '../api-error';
import { ok, type ApiReply, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import { toId18 } from '../record-id';

/** Who the session belongs to. */
export const identityRoutes: Route[] = [
	{ method: 'GET', path: '/services/oauth2/userinfo', kind: 'userinfo', isFree: true, handle: userInfo },
	{ method: 'GET', path: '/id/:orgId/:userId', kind: 'identity', isFree: true, handle: identity },
];

function userInfo(request: ApiRequest): ApiReply {
	const { user, common } = aboutUser(request, request.session.userId);
	return ok({
		...common,
		sub: `${request.org.url}/id/${request.org.identity.id}/${user.Id}`,
		preferred_username: user.Username,
		name: user.Name,
		given_name: user.FirstName,
		family_name: user.LastName,
		zoneinfo: user.TimeZoneSidKey,
		active: user.IsActive === 1,
	});
}

function identity(request: ApiRequest): ApiReply {
	const userId = toId18(request.params.userId);
	if (!userId || toId18(request.params.orgId) !== request.org.identity.id) throw notFound();
	const { user, common } = aboutUser(request, userId);
	return ok({
		...common,
		id: `${request.org.url}/id/${request.org.identity.id}/${userId}`,
		asserted_user: userId === request.session.userId,
		username: user.Username,
		display_name: user.Name,
		first_name: user.FirstName,
		last_name: user.LastName,
		timezone: user.TimeZoneSidKey,
		active: user.IsActive === 1,
	});
}

function aboutUser({ org }: ApiRequest, userId: string) {
	const user = org.store.find(org.schema.type('User')!, userId);
	if (!user) throw notFound();
	const data = `${org.url}/services/data/v{version}`;
	const common = {
		user_id: userId,
		organization_id: org.identity.id,
		email: user.Email,
		user_type: 'STANDARD',
		language: user.LanguageLocaleKey,
		locale: user.LocaleSidKey,
		urls: {
			rest: `${data}/`,
			sobjects: `${data}/sobjects/`,
			query: `${data}/query/`,
			custom_domain: org.url,
			profile: `${org.url}/${userId}`,
		},
	};
	return { user, common };
}
