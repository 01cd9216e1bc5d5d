import type { SQLInputValue } from 'node:sqlite';
import type { RecordError } from '../../api-error';
import type { OrgState } from '../../org/org-state';
import type { OrgSeed } from '../../org/seed';
import type { SObjectType } from '../../schema/schema';
import { formatValue, recordAttributes } from '../../soql/format-record';
import type { StoredRecord } from '../../storage/record-store';
import type { SaveContext } from '../save-context';
import {
	alternativesOf,
	type DuplicateRuleSeed,
	type MatchingCriterion,
	type MatchingRuleSeed,
} from './duplicate-seed';
import { findMatches } from './find-matches';
import { keyFunction, registerMatchKeys } from './match-keys';
import { withStandardRules } from './standard-rules';

type Values = Readonly<Record<string, SQLInputValue>>;

/** A DuplicateResult, as REST and SOAP show it. */
type FoundByRule = Readonly<Record<string, unknown>> & {
	readonly errorMessage: string;
	readonly matchResults: readonly unknown[];
};

interface PreparedRule {
	readonly rule: DuplicateRuleSeed;
	isIndexed: boolean;
	readonly matching: ReadonlyArray<{ readonly rule: MatchingRuleSeed; readonly other: SObjectType }>;
}

const defaultMessage = 'Use one of these records?';
const newestVersion = 'v68.0';

/** The duplicate rules of one org. */
export class DuplicateRules {
	private readonly byObject = new Map<string, PreparedRule[]>();

	/** Checks the rules against the schema: the seed's, and behind them Salesforce's own. */
	constructor(org: OrgState, seed: OrgSeed) {
		const { duplicateRules, matchingRules } = withStandardRules(seed);
		registerMatchKeys(org.store);
		const matchingByName = new Map(matchingRules.map((each) => [each.name, each]));
		for (const rule of duplicateRules.filter((each) => each.isActive !== false)) {
			const matching = rule.matchingRules.map((name) => prepare(org, rule, matchingByName.get(name), name));
			const key = rule.object.toLowerCase();
			this.byObject.set(key, [...(this.byObject.get(key) ?? []), { rule, matching, isIndexed: false }]);
		}
	}

	/** The refusal of a save that a rule blocks, or alerts to without leave to save; `undefined` when it may go on. */
	check(
		context: SaveContext,
		type: SObjectType,
		changes: Values,
		before: Values | undefined,
		id: string | undefined,
	): RecordError | undefined {
		for (const prepared of this.byObject.get(type.name.toLowerCase()) ?? []) {
			const { rule, matching } = prepared;
			const action = (before ? rule.onUpdate : rule.onCreate) ?? 'alert';
			const isPassed = action === 'allow' || (action === 'alert' && context.duplicateRule?.allowSave);
			if (isPassed || (before && !isConcerned(matching, changes, before))) continue;
			const results = matchResults(context, prepared, { ...before, ...changes }, id);
			if (results.length === 0) continue;
			const duplicateResult = foundBy(type, rule, action === 'alert', results);
			const { errorMessage } = duplicateResult;
			return { statusCode: 'DUPLICATES_DETECTED', message: errorMessage, fields: [], duplicateResult };
		}
		return undefined;
	}

	/** What every active rule of the object finds for a record, saved or not; a rule that finds nothing is listed without matches. */
	find(context: SaveContext, type: SObjectType, record: Values, id: string | undefined): FoundByRule[] {
		return (this.byObject.get(type.name.toLowerCase()) ?? []).map((prepared) => {
			const action = (id ? prepared.rule.onUpdate : prepared.rule.onCreate) ?? 'alert';
			return foundBy(type, prepared.rule, action !== 'block', matchResults(context, prepared, record, id));
		});
	}
}

function prepare(org: OrgState, rule: DuplicateRuleSeed, matching: MatchingRuleSeed | undefined, name: string) {
	const type = org.schema.type(rule.object);
	const other = org.schema.type(matching?.otherObject ?? matching?.object ?? '');
	if (!type || !matching || !other)
		throw new Error(`Seed: duplicate rule ${rule.name} needs matching rule ${name} and its objects`);
	for (const { field, otherField = field } of alternativesOf(matching).flat()) {
		if (type.field(field)?.name !== field || other.field(otherField)?.name !== otherField) {
			throw new Error(`Seed: matching rule ${name} compares ${field} with ${otherField}, which does not exist`);
		}
	}
	return { rule: matching, other };
}

/** Only a rule that is ever asked pays for an index: a large org may never see a save that concerns it. */
function indexOnce(org: OrgState, prepared: PreparedRule): void {
	if (prepared.isIndexed) return;
	prepared.isIndexed = true;
	for (const { rule, other } of prepared.matching) {
		for (const criteria of alternativesOf(rule)) indexCriteria(org, other, criteria);
	}
}

/** By the first two that must not be blank; the rest is compared row by row. */
function indexCriteria(org: OrgState, other: SObjectType, criteria: readonly MatchingCriterion[]): void {
	const columns = criteria
		.filter(({ ignoresBlanks }) => !ignoresBlanks)
		.slice(0, 2)
		.map(({ field, otherField = field, method = 'exact' }) =>
			method === 'exact' ? `"${otherField}"` : `${keyFunction(method)}("${otherField}")`,
		);
	const name = `${other.name} matched by ${columns.join(', ').replace(/"/g, '')}`;
	org.store.database.exec(
		`CREATE INDEX IF NOT EXISTS "${name}" ON "${org.store.tableOf(other)}" (${columns.join(', ')})`,
	);
}

function isConcerned(matching: PreparedRule['matching'], changes: Values, before: Values): boolean {
	return matching.some(({ rule }) =>
		alternativesOf(rule)
			.flat()
			.some(({ field }) => field in changes && changes[field] !== before[field]),
	);
}

function matchResults(
	context: SaveContext,
	prepared: PreparedRule,
	record: Values,
	id: string | undefined,
): readonly unknown[] {
	indexOnce(context.org, prepared);
	return prepared.matching.flatMap(({ rule, other }) => {
		const found = findMatches(context, rule, other, record, id);
		return found.length ? [matchResult(context, rule, other, found)] : [];
	});
}

function foundBy(
	type: SObjectType,
	rule: DuplicateRuleSeed,
	allowSave: boolean,
	results: readonly unknown[],
): FoundByRule {
	return {
		allowSave,
		duplicateRule: rule.name,
		duplicateRuleEntityType: type.name,
		errorMessage: rule.message ?? defaultMessage,
		matchResults: results,
	};
}

function matchResult(context: SaveContext, rule: MatchingRuleSeed, other: SObjectType, found: readonly StoredRecord[]) {
	const isExact = alternativesOf(rule)
		.flat()
		.every(({ method = 'exact' }) => method === 'exact');
	return {
		entityType: other.name,
		errors: [],
		matchEngine: isExact ? 'ExactMatchEngine' : 'FuzzyMatchEngine',
		matchRecords: found.map((record) => ({
			additionalInformation: [],
			fieldDiffs: [],
			matchConfidence: isExact ? 100 : 95,
			record: shownRecord(context, other, record),
		})),
		rule: rule.name,
		size: found.length,
		success: true,
	};
}

function shownRecord({ org, userId, duplicateRule }: SaveContext, type: SObjectType, record: StoredRecord) {
	const seen = org.access.of(userId).schema.type(type.name);
	const fields = duplicateRule?.includeRecordDetails
		? (seen?.fields ?? []).filter((field) => record[field.name] !== null)
		: [];
	const values = fields.map((field) => [field.name, formatValue(field.type, record[field.name])] as const);
	const attributes = recordAttributes(type.name, String(record.Id), `/services/data/${newestVersion}`);
	return { attributes, ...Object.fromEntries(values), Id: record.Id };
}
