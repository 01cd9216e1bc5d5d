import { recordIdIn } from '../record/identity';

/** More matches than a person goes through; Salesforce itself names up to 100 per rule. */
const mostIds = 50;
const idsShown = 5;

interface MatchRecord {
	readonly record?: { readonly Id?: unknown; readonly attributes?: { readonly url?: unknown } | null } | null;
}

interface DuplicateResult {
	readonly matchResults?: ReadonlyArray<{ readonly matchRecords?: readonly MatchRecord[] | null } | null> | null;
}

/**
 * The records that a duplicate rule found, each once, in the order of the answer; empty where it names none, as the
 * result files of Bulk API 2.0 do. Single calls say `duplicateResut`, Collections `duplicateResult` (REST API guide,
 * "Status Codes and Error Responses").
 */
export function matchedIdsOf(rawError: unknown): string[] {
	const { duplicateResult, duplicateResut } = (rawError ?? {}) as Record<string, DuplicateResult | undefined>;
	const matchResults = (duplicateResult ?? duplicateResut)?.matchResults;
	if (!Array.isArray(matchResults)) return [];
	const records = matchResults.flatMap(
		(result: { readonly matchRecords?: readonly MatchRecord[] | null } | null) => result?.matchRecords ?? [],
	);
	const ids = records.map(idOf).filter((id) => id !== undefined);
	return [...new Set(ids)].slice(0, mostIds);
}

/** The message with the matched records, so that it reads the same wherever it is kept. */
export function withMatches(message: string, ids: readonly string[]): string {
	if (ids.length === 0) return message;
	const further = ids.length > idsShown ? ` and ${ids.length - idsShown} more` : '';
	return `${message} (matches ${ids.slice(0, idsShown).join(', ')}${further})`;
}

/** The message without them, by which refusals of one rule are alike. */
export function withoutMatches(message: string): string {
	return message.replace(/ \(matches [A-Za-z0-9]{18}(?:, [A-Za-z0-9]{18})*(?: and \d+ more)?\)/g, '');
}

function idOf({ record }: MatchRecord): string | undefined {
	const url = record?.attributes?.url;
	const id = record?.Id ?? (typeof url === 'string' ? url.split('/').at(-1) : undefined);
	return recordIdIn(id);
}
