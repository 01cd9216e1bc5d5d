import type { HttpReply } from '../../../http/reply';
import { ok, type Call } from '../../serve/call';
import type { Route } from '../../serve/vendor';

function usage(call: Call): HttpReply {
	const used = call.account.used('credits') / 1_000;
	const remaining = call.account.left('credits') / 1_000;
	return ok({ credits: { total: used + remaining, used, remaining } });
}

export const accountRoutes: readonly Route[] = [
	{
		method: 'GET',
		path: '/v3/account/usage',
		document: 'docs.lusha.com v3: Account Usage',
		note: 'shape of the reply from memory',
		handle: usage,
	},
];
