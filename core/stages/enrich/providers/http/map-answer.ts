import { agrees } from './agreement';
import { attributeFacts, type AttributeType } from '../../attributes';
import type { MatchedAnswer, ProviderAttribute, ProviderQuery } from '../../provider';
import type { ConfidenceRule, HttpAnswer, HttpDefinition, Mapping } from './definition';
import { inputWords } from './input-words';
import { parseInstant } from './instant';
import { readAll, readPath } from './json-path';
import { numberOf, textOf, transformed, typed } from './transforms';

/** What the answer of a definition needs beside the row. */
export interface AnswerContext {
	readonly definition: HttpDefinition;
	readonly query: ProviderQuery;
	/** For rows that do not say when they were seen. */
	readonly now: Date;
}

/** The row as an answer; `undefined` when no confidence rule comes to a number. */
export function matchedAnswer(row: unknown, answer: HttpAnswer, context: AnswerContext): MatchedAnswer | undefined {
	const { definition, query, now } = context;
	const confidence = confidenceIn(row, answer.confidence, query);
	if (confidence === undefined) return undefined;
	const raw = answer.rawConfidence && textOf(readPath(row, answer.rawConfidence.path));
	const confidenceOf = confidencesIn(row, answer, query);
	const personId = answer.personId && textOf(readPath(row, answer.personId));
	const companyId = answer.companyId && textOf(readPath(row, answer.companyId));
	return {
		key: query.key,
		outcome: 'matched',
		confidence,
		...(raw !== undefined && { rawConfidence: `${answer.rawConfidence?.name} ${raw}` }),
		values: valuesIn(row, answer, definition),
		...(confidenceOf && { confidenceOf }),
		matchedOn: (answer.matchedOn && listText(row, answer.matchedOn)) || groundOf(definition, query),
		observedAt: instantOf(answer.observedAt && readPath(row, answer.observedAt)) ?? now.toISOString(),
		...(personId !== undefined && { personId }),
		...(companyId !== undefined && { companyId }),
	};
}

/** Every attribute that some answer of the definition gives, with label and type, in the order of the vocabulary's use. */
export function attributesOf(definition: HttpDefinition): ProviderAttribute[] {
	const names = definition.routes.flatMap(({ steps }) =>
		steps.flatMap(({ answer }) => Object.keys(answer?.values ?? {})),
	);
	return [...new Set(names)].map((name) => attributeOf(definition, name));
}

function attributeOf(definition: HttpDefinition, name: string): ProviderAttribute {
	const own = definition.attributes?.find((attribute) => attribute.name === name);
	const { label, type, example } = own ??
		attributeFacts(definition.finds, name) ?? { label: name, type: 'text' as const };
	return { name, label, type, ...(example !== undefined && { example }) };
}

function valuesIn(row: unknown, answer: HttpAnswer, definition: HttpDefinition): Record<string, unknown> {
	const entries = Object.entries(answer.values)
		.map(([name, mapping]) => [name, mappedValue(row, mapping, attributeOf(definition, name).type)] as const)
		.filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries);
}

/** The value of one mapping in the attribute's type. */
export function mappedValue(row: unknown, mapping: Mapping, type: AttributeType): unknown {
	if (typeof mapping === 'string') return typed(readAll(row, mapping).flat(), type);
	const found = [mapping.from].flat().map((path) => changedTexts(row, path, mapping, type));
	if (mapping.join === undefined) return typed(found.find((texts) => texts.length > 0) ?? [], type);
	const texts = found.flat();
	return typed(texts.length === 0 ? [] : [texts.join(mapping.join)], type);
}

function changedTexts(row: unknown, path: string, mapping: Exclude<Mapping, string>, type: AttributeType): string[] {
	return readAll(row, path)
		.flat()
		.filter((value) => typeof value !== 'boolean' || type === 'boolean' || mapping.words !== undefined)
		.map((value) => wordOf(textOf(value), mapping))
		.map((text) => (text === undefined ? undefined : transformed(text, mapping.as ?? [])))
		.map((text) => (text === undefined ? undefined : `${mapping.prefix ?? ''}${text}`))
		.filter((text) => text !== undefined);
}

function wordOf(text: string | undefined, { words, otherwise }: Exclude<Mapping, string>): string | undefined {
	if (!words || text === undefined) return text;
	const word = text.toLowerCase();
	return textOf(Object.hasOwn(words, word) ? words[word] : otherwise);
}

function confidencesIn(
	row: unknown,
	{ confidenceOf }: HttpAnswer,
	query: ProviderQuery,
): Record<string, number> | undefined {
	const entries = Object.entries(confidenceOf ?? {})
		.map(([name, rules]) => [name, confidenceIn(row, rules, query)] as const)
		.filter((entry): entry is [string, number] => entry[1] !== undefined);
	return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function confidenceIn(row: unknown, rules: readonly ConfidenceRule[], query: ProviderQuery): number | undefined {
	for (const rule of rules) {
		const confidence = ruleConfidence(row, rule, query);
		if (confidence !== undefined) return Math.round(confidence * 1_000) / 1_000;
	}
	return undefined;
}

function ruleConfidence(row: unknown, rule: ConfidenceRule, query: ProviderQuery): number | undefined {
	if ('given' in rule) return rule.given.every((input) => query[input] !== undefined) ? rule.value : undefined;
	if ('agree' in rule) {
		const isSame = rule.agree.every(({ path, input }) => agrees(input, textOf(readPath(row, path)), query));
		return isSame ? rule.value : undefined;
	}
	if ('value' in rule) return rule.value;
	const text = textOf(readPath(row, rule.path));
	if (text === undefined) return undefined;
	if ('points' in rule) {
		const figure = numberOf(text);
		return figure === undefined ? undefined : onLine(rule.points, figure);
	}
	const word = text.toLowerCase();
	return Object.hasOwn(rule.words, word) ? rule.words[word] : undefined;
}

/** Between two points on the straight line, beyond the ends as at the ends. */
function onLine(points: ReadonlyArray<readonly [number, number]>, figure: number): number {
	const upper = points.findIndex(([at]) => figure <= at);
	if (upper === -1) return points[points.length - 1][1];
	if (upper === 0) return points[0][1];
	const [fromAt, from] = points[upper - 1];
	const [toAt, to] = points[upper];
	return from + ((figure - fromAt) / (toAt - fromAt)) * (to - from);
}

/** The first alternative of `needs` that the query holds. */
function groundOf({ needs }: HttpDefinition, query: ProviderQuery): string {
	const ground = needs.find((inputs) => inputs.every((input) => query[input] !== undefined)) ?? needs[0];
	return ground.map(inputWords).join(' and ');
}

function listText(row: unknown, path: string): string | undefined {
	const texts = readAll(row, path)
		.flat()
		.map(textOf)
		.filter((text) => text !== undefined);
	return texts.length === 0 ? undefined : texts.slice(0, 10).join(', ').slice(0, 200);
}

function instantOf(value: unknown): string | undefined {
	const time = typeof value === 'string' ? parseInstant(value) : undefined;
	return time === undefined ? undefined : new Date(time).toISOString();
}
