import { EnrichmentError } from '../../errors';
import { isBlank } from '../../record/field-value';
import { defaultRanks, type Scorecard, scoreOperators, type ScoreRule } from './scorecard';

type Json = Readonly<Record<string, unknown>>;

const rankNames = ['A', 'B', 'C', 'D'] as const;
/** A card with more is a table; it would be read over and over for each record. */
export const maxRules = 1_000;

/** Most values that one rule compares with. */
export const maxRuleValues = 10_000;

/** Longest text of a scorecard, in characters. */
const maxJsonLength = 5_000_000;

/** More are one and the same mistake. */
const maxFaults = 50;

const pathPattern = /^[A-Za-z]\w*(\.[A-Za-z]\w*)*$/;

/**
 * A scorecard from JSON text or from the object it holds. `base` defaults to 0 and `ranks` to the usual cuts;
 * all faults are reported together in one `invalid_parameter`.
 */
export function parseScorecard(json: unknown): Scorecard {
	const card = objectFrom(json);
	if (!card) throw refusal(['it is not a JSON object.']);
	const faults = [
		...unknownKeys(card, ['name', 'version', 'base', 'rules', 'ranks'], ''),
		...textFaults(card, ['name', 'version'], ''),
		...(card.base === undefined || Number.isInteger(card.base) ? [] : ['base: must be a whole number.']),
		...rulesFaults(card.rules),
		...(card.ranks === undefined ? [] : rankFaults(card.ranks)),
	];
	if (faults.length > 0) throw refusal(faults);
	const { name, version, base, rules, ranks } = card as unknown as Pick<Scorecard, 'name' | 'version' | 'rules'> &
		Partial<Scorecard>;
	return { name, version, base: base ?? 0, rules, ranks: ranks ?? defaultRanks };
}

function objectFrom(json: unknown): Json | undefined {
	if (typeof json !== 'string') return isObject(json) ? json : undefined;
	if (json.length > maxJsonLength)
		throw refusal([`it has ${json.length} characters, and at most ${maxJsonLength} are read.`]);
	try {
		const parsed: unknown = JSON.parse(json);
		return isObject(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}

function rulesFaults(rules: unknown): string[] {
	if (!Array.isArray(rules) || rules.length === 0) return ['rules: must be a list with at least one rule.'];
	if (rules.length > maxRules) return [`rules: there are ${rules.length}, and at most ${maxRules} are read.`];
	const seen = new Set<string>();
	return rules.flatMap((rule, index) => {
		const faults = ruleFaults(rule, `rules[${index}].`);
		const name = isObject(rule) ? rule.name : undefined;
		if (typeof name !== 'string') return faults;
		if (seen.has(name)) faults.push(`rules[${index}].name: "${name}" is there twice.`);
		seen.add(name);
		return faults;
	});
}

function ruleFaults(rule: unknown, at: string): string[] {
	if (!isObject(rule)) return [`${at.slice(0, -1)}: must be an object.`];
	const faults = [
		...unknownKeys(rule, ['name', 'field', 'operator', 'value', 'points', 'reason'], at),
		...textFaults(rule, ['name', 'field', ...(rule.reason === undefined ? [] : ['reason'])], at),
	];
	if (typeof rule.field === 'string' && !isBlank(rule.field) && !pathPattern.test(rule.field)) {
		faults.push(`${at}field: "${rule.field}" is not a field path.`);
	}
	if (!Number.isInteger(rule.points) || rule.points === 0)
		faults.push(`${at}points: must be a whole number other than 0.`);
	if (!(scoreOperators as readonly unknown[]).includes(rule.operator)) {
		faults.push(`${at}operator: must be one of ${scoreOperators.join(', ')}.`);
		return faults;
	}
	const demand = valueDemand(rule.operator as ScoreRule['operator'], rule.value);
	if (demand) faults.push(`${at}value: ${demand}`);
	return faults;
}

/** What the operator asks of its value when it does not have it. */
function valueDemand(operator: ScoreRule['operator'], value: unknown): string | undefined {
	if (Array.isArray(value) && value.length > maxRuleValues)
		return `has ${value.length} values, and at most ${maxRuleValues} are read.`;
	switch (operator) {
		case 'is_set':
		case 'is_blank':
			return value === undefined ? undefined : `${operator} takes none.`;
		case 'equals':
			return isScalar(value) ? undefined : 'must be a text, a number, true or false.';
		case 'one_of':
			return Array.isArray(value) && value.length > 0 && value.every(isScalar)
				? undefined
				: 'must be a list of texts or numbers.';
		case 'contains':
			return [value].flat().length > 0 && [value].flat().every(isWord)
				? undefined
				: 'must be a text or a list of texts.';
		case 'at_least':
		case 'below':
			return typeof value === 'number' && Number.isFinite(value) ? undefined : 'must be a number.';
		case 'matches_domain_kind':
			return value === 'company' || value === 'freemail' ? undefined : 'must be "company" or "freemail".';
	}
}

function rankFaults(ranks: unknown): string[] {
	if (!isObject(ranks)) return ['ranks: must be an object with A, B, C and D.'];
	const cuts = rankNames.map((rank) => ranks[rank]);
	const faults = unknownKeys(ranks, rankNames, 'ranks.');
	for (const [index, cut] of cuts.entries()) {
		const isScore = typeof cut === 'number' && cut >= 0 && cut <= 100;
		if (!isScore) faults.push(`ranks.${rankNames[index]}: must be a number from 0 to 100.`);
		else if (index > 0 && cut >= (cuts[index - 1] as number)) {
			faults.push(`ranks.${rankNames[index]}: must be below ranks.${rankNames[index - 1]}.`);
		}
	}
	return faults;
}

function textFaults(object: Json, keys: readonly string[], at: string): string[] {
	return keys.filter((key) => !isWord(object[key])).map((key) => `${at}${key}: must be a text.`);
}

function unknownKeys(object: Json, known: readonly string[], at: string): string[] {
	return Object.keys(object)
		.filter((key) => !known.includes(key))
		.map((key) => `${at}${key}: is not known here.`);
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): boolean {
	return isWord(value) || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

function isWord(value: unknown): boolean {
	return typeof value === 'string' && !isBlank(value);
}

function refusal(all: readonly string[]): EnrichmentError {
	const more = all.length - maxFaults;
	const faults = more > 0 ? [...all.slice(0, maxFaults), `And ${more} more faults.`] : all;
	return new EnrichmentError('invalid_parameter', `The scorecard cannot be used: ${faults.join(' ')}`, {
		remedy: 'Correct every line of the message; the default scorecard shows the form.',
		details: { faults },
	});
}
