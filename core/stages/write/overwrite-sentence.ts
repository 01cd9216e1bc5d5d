import type { OverwritePolicy } from '../../record/record-item';
import { formatCount } from '../../run/verdict';

/** A field with a policy of its own. */
interface PolicyException {
	readonly field: string;
	readonly policy?: OverwritePolicy;
}

const policyWords: Readonly<Record<OverwritePolicy, string>> = {
	always: 'Always',
	clear: 'Clear If Blank',
	fill_blank: 'Fill Blank',
	if_more_confident: 'If More Confident',
	if_newer: 'If Newer',
	tracked: 'Tracked',
};

/** How many of the mapped fields may replace what Salesforce holds, by policy, and how many fill blanks only. */
export function overwriteSentence(
	mapped: readonly string[],
	policy: OverwritePolicy,
	exceptions: readonly PolicyException[],
): string {
	const policyByField = new Map<string, OverwritePolicy>(mapped.map((field) => [field, policy]));
	for (const { field, policy: own = policy } of exceptions) {
		// A field that is only to be cleared needs no value, and is mapped by its policy alone.
		if (policyByField.has(field) || (field !== '' && own === 'clear')) policyByField.set(field, own);
	}
	const all = policyByField.size;
	if (all === 0) return 'No field is mapped yet';
	const counts = new Map<OverwritePolicy, number>();
	for (const each of policyByField.values()) counts.set(each, (counts.get(each) ?? 0) + 1);
	const blanks = counts.get('fill_blank') ?? 0;
	const fields = `${formatCount(all)} mapped ${all === 1 ? 'field' : 'fields'}`;
	if (blanks === all)
		return all === 1
			? 'The mapped field fills blanks only'
			: `None of ${fields} may replace what is there: they fill blanks only`;
	counts.delete('fill_blank');
	const named = [...counts].map(([each, count]) =>
		counts.size === 1 ? policyWords[each] : `${policyWords[each]} (${formatCount(count)})`,
	);
	const rest = blanks > 0 ? `; ${formatCount(blanks)} ${blanks === 1 ? 'fills' : 'fill'} blanks only` : '';
	return `${formatCount(all - blanks)} of ${fields} may replace what is there: ${named.join(', ')}${rest}`;
}
