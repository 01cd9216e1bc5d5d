import { chunk } from 'lodash';
import { type RecordId, recordIdIn } from '../../../record/identity';
import type { RecordItem } from '../../../record/record-item';
import { counted, formatCount } from '../../../run/verdict';
import type { SalesforceClient } from '../../../salesforce/client';
import { maxDuplicateIds, type RuleFindings } from '../../../salesforce/soap/soap-calls';

/** What the org's own rules say of a record beside what was found here. */
export interface Opinion {
	readonly opinion: 'agree' | 'disagree' | 'unknown';
	/** Ids that both name. */
	readonly foundByBoth: readonly string[];
	readonly foundOnlyHere: readonly string[];
	readonly foundOnlyByRules: readonly string[];
	/** Developer names of the duplicate rules that named a record. */
	readonly rules: readonly string[];
	/** Why the rules say nothing; absent where they do. */
	readonly note?: string;
}

/** Opinions by item, and how many pairs are found by whom; a pair counts once, whichever of its records came in. */
export interface Opinions {
	readonly opinions: readonly Opinion[];
	readonly pairs: { readonly both: number; readonly onlyHere: number; readonly onlyRules: number };
	/** Items that the rules said nothing of. */
	readonly unknown: number;
}

/** Asks the active duplicate rules of the org for duplicates of the items: 50 of one object a call. */
export async function askRules(
	client: SalesforceClient,
	items: readonly RecordItem[],
	signal?: AbortSignal,
): Promise<Opinions> {
	const ids = items.map(({ Id }) => recordIdIn(Id));
	const findings = await findingsById(
		client,
		ids.filter((id) => id !== undefined),
		signal,
	);
	const opinions = items.map((item, at) => opinionOn(item, ids[at], findings));
	const [both, onlyHere, onlyRules] = (['foundByBoth', 'foundOnlyHere', 'foundOnlyByRules'] as const).map(
		(kind) => new Set(opinions.flatMap((opinion, at) => opinion[kind].map((id) => pairOf(ids[at], id)))),
	);
	// What the one record tells, the other one's list may have had no room for.
	for (const pair of both) [onlyHere, onlyRules].forEach((pairs) => pairs.delete(pair));
	return {
		opinions,
		pairs: { both: both.size, onlyHere: onlyHere.size, onlyRules: onlyRules.size },
		unknown: opinions.filter(({ opinion }) => opinion === 'unknown').length,
	};
}

async function findingsById(
	client: SalesforceClient,
	ids: readonly RecordId[],
	signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, RuleFindings>> {
	const byObject = new Map<string, Set<RecordId>>();
	for (const id of ids) byObject.set(id.slice(0, 3), (byObject.get(id.slice(0, 3)) ?? new Set<RecordId>()).add(id));
	const found = new Map<string, RuleFindings>();
	for (const ofObject of byObject.values())
		for (const part of chunk([...ofObject], maxDuplicateIds)) {
			const findings = await client.soap.findDuplicates(part, signal);
			part.forEach((id, at) => found.set(id, findings[at]));
		}
	return found;
}

function opinionOn(
	{ _enrichment }: RecordItem,
	id: RecordId | undefined,
	findings: ReadonlyMap<string, RuleFindings>,
): Opinion {
	const ours = [...new Set((_enrichment?.matches ?? []).map((match) => match.id))];
	const nothing = { foundByBoth: [], foundOnlyHere: [], foundOnlyByRules: [], rules: [] };
	if (id === undefined) return { opinion: 'unknown', ...nothing, note: 'The item has no Id of a record.' };
	const said = findings.get(id);
	if (said?.status !== 'found')
		return { opinion: 'unknown', ...nothing, note: said?.errors.map(({ message }) => message).join('; ') ?? '' };
	const named = said.byRule.map(({ rule, ids }) => ({ rule, ids: ids.filter((other) => other !== id) }));
	const theirs = [...new Set(named.flatMap((each) => each.ids))];
	const foundOnlyHere = ours.filter((other) => !theirs.includes(other));
	const foundOnlyByRules = theirs.filter((other) => !ours.includes(other));
	return {
		opinion: foundOnlyHere.length + foundOnlyByRules.length === 0 ? 'agree' : 'disagree',
		foundByBoth: ours.filter((other) => theirs.includes(other)),
		foundOnlyHere,
		foundOnlyByRules,
		rules: named.filter((each) => each.ids.length > 0).map(({ rule }) => rule),
	};
}

function pairOf(one: string | undefined, other: string): string {
	return [one ?? '', other].sort().join(' ');
}

/** What was compared, in one sentence with numbers. */
export function opinionSentence({ opinions, pairs, unknown }: Opinions, calls: number): string {
	const { both, onlyHere, onlyRules } = pairs;
	const agree = opinions.filter(({ opinion }) => opinion === 'agree').length;
	return [
		`The org's rules agree on ${formatCount(agree)} of ${counted(opinions.length, 'record')}`,
		`${counted(both, 'pair')} found by both, ${formatCount(onlyHere)} only here, ${formatCount(onlyRules)} only by the rules`,
		...(unknown > 0 ? [`nothing said of ${counted(unknown, 'record')}`] : []),
		counted(calls, 'API call'),
	].join('; ');
}
