import type { DuplicateMatch } from '../record-item';

/** The duplicates of a record: their Ids in a line, and by how sure and why. */
export interface MatchColumns {
	readonly _duplicateOf?: string;
	/** `Lead 0.97 email, domain+company` → Ids, separated by commas. */
	readonly _matches?: Readonly<Record<string, string>>;
}

const matchShape = /^(\S+) (\S+)(?: (.*))?$/;

/** What a person reads of the duplicates; `foundByOrg` are those that a duplicate rule of the org has named. */
export function matchColumns(
	matches: readonly DuplicateMatch[] | undefined,
	foundByOrg: readonly string[] | undefined,
): MatchColumns {
	const ids = [...new Set([...(matches ?? []).map(({ id }) => id), ...(foundByOrg ?? [])])];
	return {
		...(ids.length > 0 && { _duplicateOf: ids.join(', ') }),
		...(matches && matches.length > 0 && { _matches: idsByEvidence(matches) }),
	};
}

/** The duplicates that the column tells of, those of the same evidence together. */
export function matchesFrom({ _matches }: MatchColumns): DuplicateMatch[] | undefined {
	if (typeof _matches !== 'object' || _matches === null) return undefined;
	return Object.entries(_matches).flatMap(([evidence, ids]) => {
		const [, sObject, probability, agreedOn = ''] = matchShape.exec(evidence) ?? [];
		if (sObject === undefined || Number.isNaN(Number(probability))) return [];
		const common = { sObject, probability: Number(probability), agreedOn: agreedOn === '' ? [] : agreedOn.split(', ') };
		return String(ids)
			.split(', ')
			.map((id) => ({ ...common, id }));
	});
}

function idsByEvidence(matches: readonly DuplicateMatch[]): Record<string, string> {
	const ids: Record<string, string> = {};
	for (const { sObject, id, probability, agreedOn } of matches) {
		const evidence = [sObject, probability, agreedOn.join(', ')].join(' ').trim();
		ids[evidence] = ids[evidence] === undefined ? id : `${ids[evidence]}, ${id}`;
	}
	return ids;
}
