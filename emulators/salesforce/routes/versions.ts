import { ok, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';

/** Which API versions there are, and what one of them offers. */
export const versionRoutes: Route[] = [
	{
		method: 'GET',
		path: '/services/data',
		kind: 'versions',
		isPublic: true,
		handle: () => ok(Array.from({ length: 38 }, (_, index) => versionEntry(31 + index))),
	},
	{ method: 'GET', path: '', kind: 'resources', handle: listResources },
];

function versionEntry(number: number) {
	const season = ['Winter', 'Spring', 'Summer'][(number + 1) % 3];
	const year = Math.floor((number + 13) / 3);
	return { label: `${season} '${year}`, url: `/services/data/v${number}.0`, version: `${number}.0` };
}

function listResources({ org, session, dataUrl }: ApiRequest) {
	const names = [
		'sobjects',
		'query',
		'queryAll',
		'search',
		'parameterizedSearch',
		'recent',
		'composite',
		'limits',
		'tooling',
		'jobs',
	];
	return ok({
		...Object.fromEntries(names.map((name) => [name, `${dataUrl}/${name}`])),
		identity: `${org.url}/id/${org.identity.id}/${session.userId}`,
	});
}
