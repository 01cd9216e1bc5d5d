import { ok } from '../../serve/call';
import type { Route } from '../../serve/vendor';

export const creditRoutes: readonly Route[] = [
	{
		method: 'GET',
		path: '/v1/credits',
		document: 'developers.explorium.ai: Credits',
		note: 'shape as harvested by third parties',
		handle: ({ account }) =>
			ok({ active_credits: account.left('credits') / 1_000, expires_at: '2027-12-31T00:00:00Z' }),
	},
];
