import type { Call } from '../../serve/call';
import type { Refusal } from '../../serve/refusal';
import { pdlError } from './errors';

/** Parameters of one record, as the query or the body gives them. */
export type Params = Readonly<Record<string, unknown>>;

/** Of a single call: the query, and the body where there is one. */
export function paramsOf(call: Call): Params {
	return { ...(call.body === undefined ? {} : call.json), ...Object.fromEntries(call.query) };
}

/** 1–10 for how sure the match is. */
export function likelihoodOf(sureness: number): number {
	return Math.max(1, Math.min(10, Math.round(1 + (sureness - 0.5) * 18)));
}

/** Whether a record has what `required` asks for: names joined by AND and OR, where AND binds closer. */
export function meetsRequired(data: Readonly<Record<string, unknown>>, required: string | undefined): boolean {
	if (!required) return true;
	const has = (name: string): boolean => {
		const value = data[name.replace(/[()]/g, '').trim()];
		return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
	};
	return required.split(/\s+OR\s+/i).some((part) => part.split(/\s+AND\s+/i).every(has));
}

/** The fields that `data_include` names, or all but those where it begins with a minus. */
export function included(data: Readonly<Record<string, unknown>>, names: string | undefined): Record<string, unknown> {
	if (!names) return { ...data };
	const isWithout = names.startsWith('-');
	const named = new Set(
		names
			.replace(/^-/, '')
			.split(',')
			.map((name) => name.trim()),
	);
	return Object.fromEntries(Object.entries(data).filter(([name]) => named.has(name) !== isWithout));
}

/** One entry of a bulk reply; what was sent as `metadata` comes back. */
export function pdlResult(
	request: Readonly<Record<string, unknown>>,
	result: { readonly body: Record<string, unknown> } | Refusal,
): Record<string, unknown> {
	const metadata = request.metadata === undefined ? {} : { metadata: request.metadata };
	return 'body' in result ? { ...metadata, status: 200, ...result.body } : { ...metadata, ...pdlError(result) };
}
