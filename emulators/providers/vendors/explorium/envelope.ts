import { ok, type Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { HttpReply } from '../../../http/reply';
import { uuidOf } from '../../world/chance';

/** What stands at the top of every reply; a miss is a status here, not of HTTP. */
export function context(call: Call, isHit: boolean): Record<string, unknown> {
	return {
		correlation_id: uuidOf('explorium', call.number),
		request_status: isHit ? 'success' : 'miss',
		time_took_in_seconds: 0.1,
	};
}

/** The reply of a single enrichment. */
export function single(call: Call, data: Record<string, unknown> | undefined, entityId: string): HttpReply {
	return ok({
		response_context: context(call, data !== undefined),
		data: data ?? null,
		entity_id: entityId,
		total_results: data ? 1 : 0,
	});
}

/** The reply of a bulk enrichment: a row for each id that is known. */
export function rows(
	call: Call,
	key: string,
	found: ReadonlyArray<readonly [id: string, data: Record<string, unknown>]>,
): HttpReply {
	return ok({
		response_context: context(call, found.length > 0),
		data: found.map(([id, data]) => ({ [key]: id, data })),
		total_results: found.length,
	});
}

/** One to fifty ids of the right form. */
export function idsOf(call: Call, field: string, form: RegExp): string[] {
	const ids = call.json[field];
	const isGood = Array.isArray(ids) && ids.length > 0 && ids.length <= 50 && ids.every((id) => form.test(String(id)));
	if (!isGood) throw new Refusal('invalid', field);
	return ids as string[];
}
