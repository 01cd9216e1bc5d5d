import type { HttpReply } from '../../../http/reply';
import { bearerKey } from '../../serve/identify';
import type { Refusal } from '../../serve/refusal';
import type { RequestHead, Vendor } from '../../serve/vendor';
import { uuidOf } from '../../world/chance';
import { accountRoutes } from './account';
import { enrichRoutes } from './enrich';

/** The messages that the documentation gives to its codes. */
const messages: Readonly<Record<string, string>> = {
	'error.enrichment.name.empty': 'Enrichment name not set',
	'error.enrichment.webhook_url': 'Webhook URL must be start with http or https',
	'error.enrichment.data.empty': 'Data is empty',
	'error.enrichment.first_name.empty': 'First name cannot be empty',
	'error.enrichment.last_name.empty': 'Last name cannot be empty',
	'error.enrichment.domain.empty': 'Domain cannot be empty',
	'error.enrichment.enrich_fields.empty': 'enrichFields cannot be empty',
	'error.enrichment.enrich_field.value': 'enrichField not valid',
	'error.enrichment.custom.key.exceeded': 'Custom field contains too many keys (max: 10 keys)',
	'error.enrichment.custom.value.exceeded': 'Custom field value max len exceeded (max: 100 character)',
	'error.enrichment.in_progress': 'Enrichment not ready, try again in 30 seconds',
	'error.enrichment.not_found': 'Enrichment ID not found',
	'error.rate.limit': 'Too many requests. Try again in 1m',
};

function refuse({ kind, detail }: Refusal, head: RequestHead): HttpReply {
	const error = (status: number, code: string, message = messages[code] ?? code): HttpReply => ({
		status,
		body: { code, message },
	});
	switch (kind) {
		case 'unauthorized':
			if (!head.headers.authorization)
				return error(401, 'error.authorization.not_set', 'Authorization headers not set');
			return /^bearer /i.test(head.headers.authorization)
				? error(401, 'error.api.key', 'Unknown api key')
				: error(401, 'error.authorization.not_bearer', "Authorization headers do not have prefix 'bearer'");
		case 'not-entitled':
		case 'legal-block':
			return error(403, 'error.forbidden', 'Forbidden');
		case 'out-of-credits':
			return error(402, 'error.credits.insufficient', 'Not enough credits');
		case 'throttled':
			return error(429, 'error.rate.limit');
		case 'invalid':
			return error(400, detail ?? 'error.enrichment.data.empty');
		case 'not-found':
		case 'no-match':
			return error(404, 'error.enrichment.not_found');
		default:
			return error(kind === 'unavailable' ? 503 : 500, 'error.internal', 'Internal error');
	}
}

/** FullEnrich, API v2: enrichments run for a while; a signed webhook tells of their end. */
export const fullenrich: Vendor = {
	id: 'fullenrich',
	label: 'FullEnrich',
	pools: { credits: 10_000 },
	billing: 'by what is found: work e-mail 1, personal e-mail 3, phone 10; nothing found costs nothing',
	windows: [{ name: 'minute', requests: 60, perMs: 60_000, kind: 'calendar' }],
	coverage: { person: 0.8, company: 0.8 },
	routes: [...enrichRoutes, ...accountRoutes],
	idOf: (kind, id) => uuidOf('fullenrich', kind, id),
	identify: bearerKey,
	refuse,
};
