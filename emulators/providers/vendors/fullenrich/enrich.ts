import type { HttpReply } from '../../../http/reply';
import type { Webhook } from '../../jobs/webhooks';
import { asText, ok, type Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import { between, uuidOf } from '../../world/chance';
import { checkOrder, type Contact } from './order';
import { enrichContact, type ContactResult } from './result';

const keptMs = 91 * 86_400_000;
const signatureHeader = 'X-Signature-SHA1';

/** What reading an enrichment gives. */
export interface EnrichmentResult {
	readonly id: string;
	readonly name: string;
	readonly status: 'IN_PROGRESS' | 'FINISHED' | 'CREDITS_INSUFFICIENT';
	readonly cost: { readonly credits: number };
	readonly data: readonly ContactResult[];
}

function submit(call: Call): HttpReply {
	const contacts = checkOrder(call);
	const id = uuidOf('fullenrich', call.market.world.seed, call.number);
	const name = asText(call.json.name)!;
	call.desk.jobs.start({
		id,
		account: call.account.name,
		now: call.now,
		// A contact takes 30 to 90 seconds, and they are worked on side by side.
		takesMs: Math.max(...contacts.map((_, index) => between(30, 90, call.market.world.seed, id, index))) * 1_000,
		finish: () => run(call, id, name, contacts),
		webhooks: (result) => webhooksOf(call, result as EnrichmentResult),
	});
	return ok({ enrichment_id: id });
}

/** Contact by contact, until the credits are used up. */
function run(call: Call, id: string, name: string, contacts: readonly Contact[]): EnrichmentResult {
	const before = call.paid;
	let isShort = false;
	const data = contacts.map((contact) => {
		const result = enrichContact(call, contact, isShort);
		isShort ||= result === 'short';
		return result === 'short' ? enrichContact(call, contact, true) : result;
	});
	return {
		id,
		name,
		status: isShort ? 'CREDITS_INSUFFICIENT' : 'FINISHED',
		cost: { credits: (call.paid - before) / 1_000 },
		data: data as ContactResult[],
	};
}

function webhooksOf(call: Call, result: EnrichmentResult): Webhook[] {
	const signature = { header: signatureHeader, secret: call.account.key };
	const whole = asText(call.json.webhook_url);
	const each = asText((call.json.webhook_events as Record<string, unknown> | undefined)?.contact_finished);
	return [
		...(each
			? result.data.map((contact) => ({
					url: each,
					body: { ...result, status: 'IN_PROGRESS', data: [contact] },
					signature,
					retries: 5,
				}))
			: []),
		...(whole ? [{ url: whole, body: result, signature, retries: 5 }] : []),
	];
}

function read(call: Call): HttpReply {
	const job = call.desk.jobs.find(call.params.id, call.account.name);
	if (!job || call.now.getTime() - job.dueAt.getTime() > keptMs) throw new Refusal('not-found');
	if (job.isDone) {
		const result = job.result as EnrichmentResult;
		return ok(result, result.status === 'CREDITS_INSUFFICIENT' ? 402 : 200);
	}
	if (call.query.get('forceResults') !== 'true') throw new Refusal('invalid', 'error.enrichment.in_progress');
	return ok({ id: job.id, status: 'IN_PROGRESS', cost: { credits: 0 }, data: [] });
}

const page = 'docs.fullenrich.com v2';

export const enrichRoutes: readonly Route[] = [
	{ method: 'POST', path: '/api/v2/contact/enrich/bulk', document: `${page}: Enrich Contacts in Bulk`, handle: submit },
	{ method: 'GET', path: '/api/v2/contact/enrich/bulk/:id', document: `${page}: Get Enrichment Result`, handle: read },
];
