import { bearerToken } from '../auth/bearer-token';
import type { Session } from '../auth/sessions';
import { toRestDateTime } from '../date-time';
import { ok, type ApiReply, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import { toId18 } from '../record-id';
import type { StoredRecord } from '../storage/record-store';
import { identityUrls } from './identity-urls';

/** Who the session belongs to. These resources answer a bad token in their own way, so they look at it themselves. */
export const identityRoutes: Route[] = [
	{
		method: 'GET',
		path: '/services/oauth2/userinfo',
		kind: 'userinfo',
		isPublic: true,
		handle: (request) => withSession(request, userInfo),
	},
	{
		method: 'POST',
		path: '/services/oauth2/userinfo',
		kind: 'userinfo',
		isPublic: true,
		handle: (request) => withSession(request, userInfo),
	},
	{
		method: 'GET',
		path: '/id/:orgId/:userId',
		kind: 'identity',
		isPublic: true,
		handle: (request) => withSession(request, identity),
	},
];

function withSession(request: ApiRequest, answer: (request: ApiRequest, session: Session) => ApiReply): ApiReply {
	const token = bearerToken(request.headers) ?? request.query.get('oauth_token') ?? undefined;
	if (!token) return plainRefusal(403, 'Missing_OAuth_Token');
	const session = request.org.sessions.find(token);
	return session ? answer(request, session) : plainRefusal(403, 'Bad_OAuth_Token');
}

function userInfo(request: ApiRequest, session: Session): ApiReply {
	const user = findUser(request, session.userId)!;
	return ok({
		...commonAnswers(request, user),
		sub: identityUrl(request, session.userId),
		preferred_username: user.Username,
		nickname: user.Alias,
		name: user.Name,
		given_name: user.FirstName,
		family_name: user.LastName,
		zoneinfo: user.TimeZoneSidKey,
		picture: photo(request, 'F'),
		profile: `${request.org.url}/${session.userId}`,
		is_salesforce_integration_user: false,
		updated_at: toRestDateTime(String(user.LastModifiedDate)).replace('+0000', 'Z'),
	});
}

function identity(request: ApiRequest, session: Session): ApiReply {
	if (toId18(request.params.orgId) !== request.org.identity.id) return plainRefusal(403, 'Wrong_Org');
	const userId = toId18(request.params.userId);
	const user = userId ? findUser(request, userId) : undefined;
	if (!user) return plainRefusal(404, 'Bad_Id');
	return ok({
		...commonAnswers(request, user),
		id: identityUrl(request, String(user.Id)),
		asserted_user: user.Id === session.userId,
		username: user.Username,
		nick_name: user.Alias,
		display_name: user.Name,
		first_name: user.FirstName,
		last_name: user.LastName,
		timezone: user.TimeZoneSidKey,
		addr_street: null,
		addr_city: null,
		addr_state: null,
		addr_country: null,
		addr_zip: null,
		mobile_phone: null,
		mobile_phone_verified: false,
		is_lightning_login_user: false,
		status: { created_date: null, body: null },
		last_modified_date: toRestDateTime(String(user.LastModifiedDate)),
		is_app_installed: true,
	});
}

function commonAnswers(request: ApiRequest, user: StoredRecord) {
	const { org } = request;
	return {
		user_id: user.Id,
		organization_id: org.identity.id,
		email: user.Email,
		email_verified: true,
		photos: { picture: photo(request, 'F'), thumbnail: photo(request, 'T') },
		urls: identityUrls(org, String(user.Id)),
		active: user.IsActive === 1,
		user_type: 'STANDARD',
		language: user.LanguageLocaleKey,
		locale: user.LocaleSidKey,
		utcOffset: utcOffsetMs(org.timeZoneOf(String(user.Id)), org.clock()),
	};
}

/** What local time is ahead of UTC, in milliseconds. */
function utcOffsetMs(timeZone: string, at: Date): number {
	const name = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
	const [, sign, hours, minutes] =
		/GMT([+-])(\d+):(\d+)/.exec(name.find((part) => part.type === 'timeZoneName')?.value ?? '') ?? [];
	return sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function photo({ org }: ApiRequest, size: 'F' | 'T'): string {
	return `${org.url}/profilephoto/005/${size}`;
}

function identityUrl({ org }: ApiRequest, userId: string): string {
	return `${org.url}/id/${org.identity.id}/${userId}`;
}

function findUser({ org }: ApiRequest, userId: string): StoredRecord | undefined {
	return org.store.find(org.schema.type('User')!, userId);
}

function plainRefusal(status: number, text: string): ApiReply {
	return { status, body: text, headers: { 'Content-Type': 'text/html;charset=UTF-8' } };
}
