import type { HttpReply } from '../../../http/reply';
import { ok, type Call } from '../../serve/call';
import type { Route } from '../../serve/vendor';
import type { KnownPerson } from '../../world/market';

const takesMs = 120_000;
const keptMs = 30 * 86_400_000;

/** Looks for mobile phones; 8 credits for each person who has one, when they are found. */
export function startPhoneReveal(call: Call, requestId: number, known: readonly KnownPerson[], url: string): void {
	call.desk.jobs.start({
		id: String(requestId),
		account: call.account.name,
		now: call.now,
		takesMs,
		finish: () => phoneResult(call, requestId, known),
		// Apollo signs nothing: who receives it reads the result back.
		webhooks: (result) => [{ url, body: result, retries: 2 }],
	});
}

function phoneResult(call: Call, requestId: number, known: readonly KnownPerson[]): Record<string, unknown> {
	const found = known.filter(
		({ person, mobile }) => mobile && call.charge({ pool: 'credits', credits: 8, what: `mobile ${person.id}` }),
	);
	return {
		status: 'success',
		request_id: requestId,
		total_requested_enrichments: known.length,
		unique_enriched_records: found.length,
		missing_records: known.length - found.length,
		credits_consumed: found.length * 8,
		people: known.map((each) => ({
			id: call.market.ownId(each.person),
			status: found.includes(each) ? 'success' : 'not_found',
			phone_numbers: found.includes(each)
				? [
						{
							raw_number: each.mobile,
							sanitized_number: each.mobile,
							type_cd: 'mobile',
							status_cd: 'valid_number',
							confidence_cd: 'high',
						},
					]
				: [],
		})),
	};
}

function read(call: Call): HttpReply {
	const { id } = call.params;
	if (!/^-?\d{1,19}$/.test(id)) return failure(400, 'invalid_request_id', 'request_id is not a signed 64-bit integer');
	const job = call.desk.jobs.find(id, call.account.name);
	if (!job) return failure(404, 'request_id_unknown', 'This request_id was never issued');
	if (!job.isDone) {
		const seconds = Math.ceil((job.dueAt.getTime() - call.now.getTime()) / 1_000);
		return failure(404, 'result_pending', 'The result is not ready yet', { retry_after_seconds: seconds });
	}
	if (call.now.getTime() - job.dueAt.getTime() > keptMs)
		return failure(410, 'request_id_expired', 'The result has expired');
	return ok(job.result);
}

function failure(status: number, code: string, error: string, more: Record<string, unknown> = {}): HttpReply {
	return { status, body: { error, error_code: code, ...more } };
}

export const webhookResultRoutes: readonly Route[] = [
	{ method: 'GET', path: '/api/v1/webhook_result/:id', document: 'docs.apollo.io: Poll Webhook Result', handle: read },
];
