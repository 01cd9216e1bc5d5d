import type { OrgState } from '../org/org-state';

/** Where an org's interfaces are, as userinfo and identity list them; `{version}` is for the client to fill in. */
export function identityUrls({ url, identity }: OrgState, userId: string): Record<string, string> {
	const data = `${url}/services/data/v{version}`;
	const soap = (api: string) => `${url}/services/Soap/${api}/{version}/${identity.id.slice(0, 15)}`;
	return {
		enterprise: soap('c'),
		metadata: soap('m'),
		partner: soap('u'),
		rest: `${data}/`,
		sobjects: `${data}/sobjects/`,
		search: `${data}/search/`,
		query: `${data}/query/`,
		recent: `${data}/recent/`,
		tooling_soap: soap('T'),
		tooling_rest: `${data}/tooling/`,
		profile: `${url}/${userId}`,
		feeds: `${data}/chatter/feeds`,
		groups: `${data}/chatter/groups`,
		users: `${data}/chatter/users`,
		feed_items: `${data}/chatter/feed-items`,
		feed_elements: `${data}/chatter/feed-elements`,
		custom_domain: url,
	};
}
