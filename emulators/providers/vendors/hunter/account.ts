import type { HttpReply } from '../../../http/reply';
import { ok, type Call } from '../../serve/call';
import type { Route } from '../../serve/vendor';

function account(call: Call): HttpReply {
	const used = call.account.used('credits') / 1_000;
	return ok({
		data: {
			first_name: 'Emulated',
			last_name: 'Account',
			email: 'account@hunter.example',
			plan_name: 'Emulated',
			plan_level: 1,
			reset_date: null,
			requests: { credits: { used, available: used + call.account.left('credits') / 1_000 } },
		},
	});
}

export const accountRoutes: readonly Route[] = [
	{
		method: 'GET',
		path: '/v2/account',
		document: 'hunter.io/api-documentation/v2: Account Information',
		handle: account,
	},
];
