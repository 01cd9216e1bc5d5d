import { countBy, sortBy } from 'lodash';
import { unansweredWords } from '../../run/unanswered-words';
import { counted, formatCount } from '../../run/verdict';
import type { Credits } from '../../store/contract/ledger';

/** What became of one record in one call of Enrich, whatever an earlier provider has said of it. */
export interface LookUpResult {
	readonly word: LookUpWord;
	/** Why it failed. */
	readonly reason?: string;
	/** The fields that values were suggested for. */
	readonly suggested: readonly string[];
}

export type LookUpWord = keyof typeof words;

/** In the order of the sentence. */
const words = {
	matched: 'matched',
	low_confidence: 'matched, but not surely enough',
	no_match: 'unknown',
	moved: 'at another company now',
	opted_out: 'opted out',
	unchanged: 'unchanged since the last look-up',
	filled: 'with every mapped field filled already',
	unusable: 'with nothing to match on',
	...unansweredWords,
};

/** What a look-up has cost beside time. */
export interface LookUpCost {
	/** Requests to the provider, those that were sent again among them. */
	readonly calls: number;
	/** In thousandths of a credit. */
	readonly charged: Credits;
	/** Records that an earlier answer served. */
	readonly kept: number;
}

/** So many fields and reasons are named. */
const mostNamed = 5;

/** What a look-up did, in one sentence with numbers; no part of it is about nothing. */
export function lookUpSentence(results: readonly LookUpResult[], cost?: LookUpCost): string {
	const counts = countBy(results, ({ word }) => word);
	const known = (Object.keys(words) as LookUpWord[]).filter((word) => counts[word] > 0);
	const parts = known.map(
		(word) => `${formatCount(counts[word])} ${words[word]}${word === 'provider_failed' ? reasonsOf(results) : ''}`,
	);
	const said = `${formatCount(results.length)} in${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`;
	const fields = results.flatMap(({ suggested }) => suggested);
	const suggested = fields.length > 0 ? [`${counted(fields.length, 'value')} suggested: ${mostFrequent(fields)}`] : [];
	return [said, ...suggested, ...costOf(cost)].join('; ');
}

/** `2 calls, 130 credits, 20 answers from memory at no cost`; nothing where nobody outside was asked. */
function costOf(cost: LookUpCost | undefined): string[] {
	if (!cost || (cost.calls === 0 && cost.kept === 0)) return [];
	const pools = Object.entries(cost.charged).filter(([, amount]) => amount !== 0);
	const parts = [
		counted(cost.calls, 'call'),
		...pools.map(
			([pool, amount]) => `${formatCount(amount / 1000)} ${/credits?$/i.test(pool) ? pool : `${pool} credits`}`,
		),
		...(cost.kept > 0 ? [`${counted(cost.kept, 'answer')} from memory at no cost`] : []),
	];
	return [parts.join(', ')];
}

function reasonsOf(results: readonly LookUpResult[]): string {
	const reasons = results.flatMap(({ reason }) => reason ?? []);
	return reasons.length > 0 ? ` (${mostFrequent(reasons.map((reason) => reason.replace(/\.$/, '')))})` : '';
}

/** `Industry 1,200, Phone 800`; what is left of a long list is counted. */
function mostFrequent(texts: readonly string[]): string {
	const counted = sortBy(Object.entries(countBy(texts)), ([, count]) => -count);
	const named = counted.slice(0, mostNamed).map(([text, count]) => `${text} ${formatCount(count)}`);
	const others = counted.slice(mostNamed).reduce((sum, [, count]) => sum + count, 0);
	return [...named, ...(others > 0 ? [`others ${formatCount(others)}`] : [])].join(', ');
}
