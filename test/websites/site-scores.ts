import type { ProviderAnswer } from '../../core/stages/enrich/provider';
import type { WebSite } from '../../emulators/websites/web-site';

/** How many values were right, wrong, and missed. */
export interface Score {
	right: number;
	wrong: number;
	missed: number;
}

export interface SiteScores {
	readonly technologies: Score;
	/** By attribute, those that the truth of some site has. */
	readonly values: ReadonlyMap<string, Score>;
	/** Sites that tell of no company: how many were answered as such, and otherwise. */
	readonly nobody: Score;
	/** Each difference, as `host attribute: found instead of true`. */
	readonly differences: readonly string[];
}

/** Counts the answers, by index of the site, against the truth of the sites. */
export function scoreSites(sites: readonly WebSite[], answers: readonly ProviderAnswer[]): SiteScores {
	const scores = {
		technologies: none(),
		values: new Map<string, Score>(),
		nobody: none(),
		differences: [] as string[],
	};
	const byKey = new Map(answers.map((answer) => [answer.key, answer]));
	sites.forEach((site, index) => {
		const answer = byKey.get(index);
		const values = answer?.outcome === 'matched' ? answer.values : undefined;
		if (!site.truth) {
			const isRight = answer?.outcome === 'no_match';
			scores.nobody[isRight ? 'right' : 'wrong'] += 1;
			if (!isRight) scores.differences.push(`${site.host}: ${JSON.stringify(answer)}`);
			return;
		}
		if (!values) scores.differences.push(`${site.host}: ${JSON.stringify(answer)}`);
		scoreTechnologies(site, values?.technologies, scores);
		scoreValues(site, values ?? {}, scores);
	});
	return scores;
}

/** Right of what was said. */
export function precision({ right, wrong }: Score): number {
	return right + wrong === 0 ? 1 : right / (right + wrong);
}

/** Right of what is true. */
export function recall({ right, missed }: Score): number {
	return right + missed === 0 ? 1 : right / (right + missed);
}

interface Counted {
	readonly technologies: Score;
	readonly values: Map<string, Score>;
	readonly differences: string[];
}

function scoreTechnologies({ host, truth }: WebSite, found: unknown, { technologies, differences }: Counted): void {
	const said = new Set((Array.isArray(found) ? found : []).map((name) => String(name).toLowerCase()));
	for (const name of truth?.technologies ?? []) {
		const isFound = said.delete(name.toLowerCase());
		technologies[isFound ? 'right' : 'missed'] += 1;
		if (!isFound) differences.push(`${host} technologies: nothing instead of ${name}`);
	}
	technologies.wrong += said.size;
	for (const name of said) differences.push(`${host} technologies: ${name} instead of nothing`);
}

function scoreValues(
	{ host, truth }: WebSite,
	found: Readonly<Record<string, unknown>>,
	{ values, differences }: Counted,
): void {
	const known: Readonly<Record<string, string>> = { ...truth?.unsaid, ...truth?.values };
	const measured = new Set([...Object.keys(known), ...Object.keys(found).filter((name) => name.endsWith('_url'))]);
	for (const attribute of measured) {
		const score = values.get(attribute) ?? none();
		values.set(attribute, score);
		const isSaid = truth?.values[attribute] !== undefined;
		if (found[attribute] === undefined) score.missed += isSaid ? 1 : 0;
		else if (isSame(attribute, String(found[attribute]), known[attribute])) score.right += 1;
		else score.wrong += 1;
		if (found[attribute] !== undefined ? !isSame(attribute, String(found[attribute]), known[attribute]) : isSaid) {
			differences.push(`${host} ${attribute}: ${String(found[attribute])} instead of ${known[attribute]}`);
		}
	}
}

function isSame(attribute: string, found: string, truth: string | undefined): boolean {
	if (truth === undefined) return false;
	if (attribute === 'phone') return found.replaceAll(/[^\d+]/g, '') === truth;
	if (attribute.endsWith('_url')) return found.replace(/\/$/, '') === truth.replace(/\/$/, '');
	return found === truth;
}

function none(): Score {
	return { right: 0, wrong: 0, missed: 0 };
}
