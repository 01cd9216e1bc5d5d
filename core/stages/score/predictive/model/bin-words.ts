import type { ModelFeature } from './model-document';

const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });
const mostListed = 3;

/** What each bin of a feature means, in the words of its label: `Employees 50 to 199`, `Industry is Software`. */
export function binWords({ label, kind, bins }: ModelFeature): string[] {
	const missing = `${label} is not known`;
	if (bins.type === 'number') {
		const unit = kind === 'age_in_days' ? ' days ago' : '';
		const stretches = [-Infinity, ...bins.edges].map(
			(from, at) => `${label} ${stretchWords(from, bins.edges[at])}${unit}`,
		);
		return [...(bins.edges.length === 0 ? [`${label} is known`] : stretches), missing];
	}
	if (kind === 'is_filled')
		return [...bins.groups.map(() => `${label} is filled`), `${label} is filled`, `${label} is empty`];
	return [...bins.groups.map((group) => `${label} is ${listWords(group)}`), `${label} is another than usual`, missing];
}

function stretchWords(from: number, until: number | undefined): string {
	if (from === -Infinity) return `below ${number.format(until as number)}`;
	return until === undefined
		? `${number.format(from)} or more`
		: `${number.format(from)} to below ${number.format(until)}`;
}

function listWords(levels: readonly string[]): string {
	const shown = levels.slice(0, mostListed).join(', ');
	return levels.length > mostListed ? `${shown} or ${levels.length - mostListed} others like them` : shown;
}
