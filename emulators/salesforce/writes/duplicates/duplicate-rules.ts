import type { SQLInputValue } from 'node:sqlite';
import type { RecordError } from '../../api-error';
import type { OrgState } from '../../org/org-state';
import type { OrgSeed } from '../../org/seed';
import type { SObjectType } from '../../schema/schema';
import { formatValue, recordAttributes } from '../../soql/format-record';
import type { StoredRecord } from '../../storage/record-store';
import type { SaveContext } from '../save-context';
import type { DuplicateRuleSeed, MatchingCriterion, MatchingRuleSeed } from './duplicate-seed';
import { findMatches } from './find-matches';
import { keyFunction, registerMatchKeys } from './match-keys';

type Values = Readonly<Record<string, SQLInputValue>>;

interface PreparedRule {
	readonly rule: DuplicateRuleSeed;
	readonly matching: ReadonlyArray<{ readonly rule: MatchingRuleSeed; readonly other: SObjectType }>;
}

const DEFAULT_MESSAGE = 'Use one of these records?';
const NEWEST_VERSION = 'v68.0';

/** The duplicate rules of one org. */
export class DuplicateRules {
	private readonly byObject = new Map<string, PreparedRule[]>();

	/** Checks the seed's rules against the schema and indexes what they compare. */
	constructor(org: OrgState, { duplicateRules = [], matchingRules = [] }: OrgSeed) {
		registerMatchKeys(org.store);
		const matchingByName = new Map(matchingRules.map((each) => [each.name, each]));
		for (const rule of duplicateRules.filter((each) => each.isActive !== false)) {
			const matching = rule.matchingRules.map((name) => prepare(org, rule, matchingByName.get(name), name));
			const key = rule.object.toLowerCase();
			this.byObject.set(key, [...(this.byObject.get(key) ?? []), { rule, matching }]);
		}
	}

	/** The refusal of a save that a rule blocks, or alerts to without leave to save; `undefined` when it may go on. */
	check(context: SaveContext, type: SObjectType, changes: Values, before: Values | undefined, id: string | undefined): RecordError | undefined {
		for (const { rule, matching } of this.byObject.get(type.name.toLowerCase()) ?? []) {
			const action = (before ? rule.onUpdate : rule.onCreate) ?? 'alert';
			const isPassed = action === 'allow' || (action === 'alert' && context.duplicateRule?.allowSave);
			if (isPassed || (before && !isConcerned(matching, changes, before))) continue;
			const record = { ...before, ...changes };
			const results = matching.flatMap((each) => {
				const found = findMatches(context, each.rule, each.other, record, id);
				return found.length ? [matchResult(context, each.rule, each.other, found)] : [];
			});
			if (results.length) return refusal(type, rule, action === 'alert', results);
		}
		return undefined;
	}
}

function prepare(org: OrgState, rule: DuplicateRuleSeed, matching: MatchingRuleSeed | undefined, name: string) {
	const type = org.schema.type(rule.object);
	const other = org.schema.type(matching?.otherObject ?? matching?.object ?? '');
	if (!type || !matching || !other) throw new Error(`Seed: duplicate rule ${rule.name} needs matching rule ${name} and its objects`);
	for (const criterion of matching.criteria) {
		const { field, otherField = field } = criterion;
		if (type.field(field)?.name !== field || other.field(otherField)?.name !== otherField) {
			throw new Error(`Seed: matching rule ${name} compares ${field} with ${otherField}, which does not exist`);
		}
		indexCriterion(org, other, criterion);
	}
	return { rule: matching, other };
}

function indexCriterion(org: OrgState, other: SObjectType, { field, otherField = field, method = 'exact' }: MatchingCriterion): void {
	const column = method === 'exact' ? `"${otherField}"` : `${keyFunction(method)}("${otherField}")`;
	org.store.database.exec(`CREATE INDEX IF NOT EXISTS "${other.name} ${method} ${otherField}" ON "${org.store.tableOf(other)}" (${column})`);
}

function isConcerned(matching: PreparedRule['matching'], changes: Values, before: Values): boolean {
	return matching.some(({ rule }) => rule.criteria.some(({ field }) => field in changes && changes[field] !== before[field]));
}

function refusal(type: SObjectType, rule: DuplicateRuleSeed, allowSave: boolean, matchResults: readonly unknown[]): RecordError {
	const message = rule.message ?? DEFAULT_MESSAGE;
	const duplicateResult = { allowSave, duplicateRule: rule.name, duplicateRuleEntityType: type.name, errorMessage: message, matchResults };
	return { statusCode: 'DUPLICATES_DETECTED', message, fields: [], duplicateResult };
}

function matchResult(context: SaveContext, rule: MatchingRuleSeed, other: SObjectType, found: readonly StoredRecord[]) {
	const isExact = rule.criteria.every(({ method = 'exact' }) => method === 'exact');
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
	const fields = duplicateRule?.includeRecordDetails ? (seen?.fields ?? []).filter((field) => record[field.name] !== null) : [];
	const values = fields.map((field) => [field.name, formatValue(field.type, record[field.name])] as const);
	const attributes = recordAttributes(type.name, String(record.Id), `/services/data/${NEWEST_VERSION}`);
	return { attributes, ...Object.fromEntries(values), Id: record.Id };
}
