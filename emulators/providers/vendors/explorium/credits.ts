import { ok } from '../../serve/call';
import type { Route } from '../../serve/vendor';
import { context } from './envelope';

export const creditRoutes: readonly Route[] = [
	{
		method: 'GET',
		path: '/v1/credits',
		document: 'developers.explorium.ai: Get Active Credits Summary',
		handle: (call) => {
			const { account, desk } = call;
			return ok({
				response_context: context(call, true),
				allocated_credits: desk.vendor.pools.credits,
				remaining_credits: account.left('credits') / 1_000,
				account_type: 'paid',
			});
		},
	},
];
