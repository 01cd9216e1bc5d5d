import { isObject, type Json, objectFrom, refusal, textFaults, unknownKeys } from './document-faults';
import { ruleFaults } from './parse-rule';
import { defaultRanks, type Scorecard } from './scorecard';

const rankNames = ['A', 'B', 'C', 'D'] as const;
/** A card with more is a table; it would be read over and over for each record. */
export const maxRules = 1_000;

const maxGroups = 100;

/**
 * A scorecard from JSON text or from the object it holds. `base` defaults to 0 and `ranks` to the usual cuts;
 * all faults are reported together in one `invalid_parameter`.
 */
export function parseScorecard(json: unknown): Scorecard {
	const card = objectFrom(json, 'scorecard');
	const faults = card ? scorecardFaults(card) : ['it is not a JSON object.'];
	if (faults.length > 0) throw refusal('scorecard', faults);
	return scorecardFrom(card as Json);
}

/** The scorecard that a document without faults holds, with what it leaves out. */
export function scorecardFrom(card: Json): Scorecard {
	const { name, version, base, rules, groups, ranks } = card as unknown as Pick<
		Scorecard,
		'name' | 'version' | 'rules'
	> &
		Partial<Scorecard>;
	return { name, version, base: base ?? 0, rules, ...(groups && { groups }), ranks: ranks ?? defaultRanks };
}

/** Every fault of the document, each with its place, which begins with `at`. */
export function scorecardFaults(card: Json, at = ''): string[] {
	return [
		...unknownKeys(card, ['name', 'version', 'base', 'rules', 'groups', 'ranks', '$schema'], at),
		...textFaults(card, ['name', 'version'], at),
		...(card.base === undefined || Number.isInteger(card.base) ? [] : [`${at}base: must be a whole number.`]),
		...rulesFaults(card.rules, at),
		...(card.groups === undefined ? [] : groupsFaults(card.groups, card.rules, at)),
		...(card.ranks === undefined ? [] : rankFaults(card.ranks, at)),
	];
}

function rulesFaults(rules: unknown, at: string): string[] {
	if (!Array.isArray(rules) || rules.length === 0) return [`${at}rules: must be a list with at least one rule.`];
	if (rules.length > maxRules) return [`${at}rules: there are ${rules.length}, and at most ${maxRules} are read.`];
	const seen = new Set<string>();
	return rules.flatMap((rule, index) => {
		const faults = ruleFaults(rule, `${at}rules[${index}].`);
		const name = isObject(rule) ? rule.name : undefined;
		if (typeof name !== 'string') return faults;
		if (seen.has(name)) faults.push(`${at}rules[${index}].name: "${name}" is there twice.`);
		seen.add(name);
		return faults;
	});
}

/** A group that no rule names is a misspelled one. */
function groupsFaults(groups: unknown, rules: unknown, at: string): string[] {
	if (!isObject(groups) || Object.keys(groups).length > maxGroups)
		return [`${at}groups: must be an object with at most ${maxGroups} groups.`];
	const used = new Set((Array.isArray(rules) ? rules : []).map((rule) => (isObject(rule) ? rule.group : undefined)));
	return Object.entries(groups).flatMap(([name, limits]) => {
		const where = `${at}groups.${name}`;
		if (!isObject(limits)) return [`${where}: must be an object with most, least or both.`];
		const { most, least } = limits;
		return [
			...unknownKeys(limits, ['most', 'least'], `${where}.`),
			...(used.has(name) ? [] : [`${where}: no rule has this group.`]),
			...(most === undefined && least === undefined ? [`${where}: must have most, least or both.`] : []),
			...(most === undefined || (Number.isInteger(most) && (most as number) >= 0)
				? []
				: [`${where}.most: must be a whole number from 0 on.`]),
			...(least === undefined || (Number.isInteger(least) && (least as number) <= 0)
				? []
				: [`${where}.least: must be a whole number up to 0.`]),
		];
	});
}

/** Every fault of the cuts of ranks. */
export function rankFaults(ranks: unknown, at: string): string[] {
	if (!isObject(ranks)) return [`${at}ranks: must be an object with A, B, C and D.`];
	const cuts = rankNames.map((rank) => ranks[rank]);
	const faults = unknownKeys(ranks, rankNames, `${at}ranks.`);
	for (const [index, cut] of cuts.entries()) {
		const isScore = typeof cut === 'number' && cut >= 0 && cut <= 100;
		if (!isScore) faults.push(`${at}ranks.${rankNames[index]}: must be a number from 0 to 100.`);
		else if (index > 0 && cut >= (cuts[index - 1] as number)) {
			faults.push(`${at}ranks.${rankNames[index]}: must be below ranks.${rankNames[index - 1]}.`);
		}
	}
	return faults;
}
