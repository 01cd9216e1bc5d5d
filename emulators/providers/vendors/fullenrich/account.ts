import { ok } from '../../serve/call';
import type { Route } from '../../serve/vendor';
import { uuidOf } from '../../world/chance';

const page = 'docs.fullenrich.com v2';

export const accountRoutes: readonly Route[] = [
	{
		method: 'GET',
		path: '/api/v2/account/credits',
		document: `${page}: Get Credit Balance`,
		handle: ({ account }) => ok({ balance: Math.floor(account.left('credits') / 1_000) }),
	},
	{
		method: 'GET',
		path: '/api/v2/account/keys/verify',
		document: `${page}: Verify API Key`,
		handle: ({ account }) => ok({ workspace_id: uuidOf('workspace', account.name) }),
	},
];
