import { type DuplicateMatch, type RecordItem, withEnrichment } from '../../../record/record-item';
import { counted, formatCount } from '../../../run/verdict';
import { agreedOn, rounded } from '../scan/scan-groups';
import type { OrgMatch } from './found-match';
import type { MatchReport } from './match-request';
import { whyNot } from './why-not';

/** Items by whether they were matched, each with the place it had. */
export interface MatchedItems {
	readonly matched: ReadonlyArray<readonly [item: RecordItem, place: number]>;
	readonly notMatched: ReadonlyArray<readonly [item: RecordItem, place: number]>;
}

/** The items with the record that each is most likely, in columns of its own, and all matches among the rest; those that failed are in neither. */
export function matchedItems(items: readonly RecordItem[], report: MatchReport): MatchedItems {
	const { matches } = report;
	const matched: Array<readonly [RecordItem, number]> = [];
	const notMatched: Array<readonly [RecordItem, number]> = [];
	items.forEach((item, place) => {
		const [best] = matches[place];
		if (best) matched.push([withMatches({ ...item, ...matchColumns(best) }, matches[place]), place]);
		else if (!report.failures.has(place)) notMatched.push([{ ...item, matchNote: whyNot(report, place) }, place]);
	});
	return { matched, notMatched };
}

/** What a person and a next node want to know of the best match; what is unknown is empty. */
function matchColumns({ sObject, id, probability, parts, ...match }: OrgMatch): Record<string, unknown> {
	const { owner } = match;
	return {
		matchObject: sObject,
		matchId: id,
		matchName: match.name ?? '',
		matchProbability: rounded(probability),
		matchAgreedOn: agreedOn(parts).join(', '),
		matchAccountId: match.accountId ?? '',
		matchGroup: match.group === undefined ? '' : String(match.group),
		matchConvertedFrom: match.convertedFrom ?? '',
		matchOwnerId: match.ownerId ?? '',
		...(owner && {
			matchOwnerName: owner.name ?? '',
			matchOwnerEmail: owner.email ?? '',
			matchOwnerActive: owner.isActive ?? '',
		}),
	};
}

function withMatches(item: RecordItem, matches: readonly OrgMatch[]): RecordItem {
	const found = matches.map(({ sObject, id, probability, parts }): DuplicateMatch => {
		return { sObject, id, probability: rounded(probability), agreedOn: agreedOn(parts) };
	});
	const ids = new Set(found.map(({ id }) => id));
	const earlier = (item._enrichment?.matches ?? []).filter(({ id }) => !ids.has(id));
	return withEnrichment(item, { matches: [...earlier, ...found] });
}

/** What a matching found, in one sentence with numbers. */
export function matchSentence({ matches, failures }: MatchReport, calls: number): string {
	const matched = matches.filter(({ length }) => length > 0).length;
	const byObject = new Map<string, number>();
	for (const [best] of matches) if (best) byObject.set(best.sObject, (byObject.get(best.sObject) ?? 0) + 1);
	const where = [...byObject].map(([sObject, count]) => `${formatCount(count)} ${sObject}`).join(', ');
	return `${formatCount(matched)} of ${counted(matches.length, 'record')} matched${where === '' ? '' : ` (${where})`} with ${counted(calls, 'API call')}${failures.size === 0 ? '' : `; ${formatCount(failures.size)} could not be looked up`}`;
}
