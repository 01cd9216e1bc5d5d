import { toStoredSecond } from '../date-time';
import { savePlan } from '../writes/save-plan';
import { withStandardRules } from '../writes/duplicates/standard-rules';
import type { OrgState } from './org-state';
import type { OrgSeed, SeedRecord } from './seed';

/** The org's one record about itself. */
export function insertOrganization(org: OrgState, userId: string): void {
	const type = org.schema.type('Organization')!;
	const now = toStoredSecond(org.clock());
	org.store.insert(type, {
		...savePlan(type).defaults,
		Id: org.identity.id,
		Name: org.identity.name,
		InstanceName: org.identity.isSandbox ? 'CS1' : 'NA1',
		IsSandbox: org.identity.isSandbox ? 1 : 0,
		OrganizationType: 'Enterprise Edition',
		CreatedDate: now,
		CreatedById: userId,
		LastModifiedDate: now,
		LastModifiedById: userId,
		SystemModstamp: now,
	});
}

/** A seed's record types as records; person accounts bring two of their own. */
export function recordTypeRecords({ recordTypes = [], features }: OrgSeed): SeedRecord[] {
	const hasAccountTypes = recordTypes.some((each) => each.object === 'Account');
	const ofPersons = features?.personAccounts && !hasAccountTypes;
	const all = ofPersons
		? [
				{ object: 'Account', name: 'Business Account' },
				{ object: 'Account', name: 'Person Account', developerName: 'PersonAccount', isPersonType: true },
				...recordTypes,
			]
		: recordTypes;
	return all.map(({ object, name, developerName = name.replace(/\W+/g, '_'), isPersonType = false }) => ({
		Name: name,
		DeveloperName: developerName,
		SobjectType: object,
		IsActive: true,
		IsPersonType: isPersonType,
	}));
}

/** A seed's currencies; the first is the corporate one. */
export function currencyRecords({ features }: OrgSeed): Array<[string, SeedRecord[]]> {
	const currencies = features?.currencies ?? [];
	if (currencies.length === 0) return [];
	return [
		[
			'CurrencyType',
			currencies.map(({ isoCode, conversionRate, decimalPlaces = 2, isActive = true }, index) => ({
				IsoCode: isoCode,
				ConversionRate: index === 0 ? 1 : conversionRate,
				DecimalPlaces: decimalPlaces,
				IsActive: isActive,
				IsCorporate: index === 0,
			})),
		],
	];
}

/** A seed's queues as groups, with what they may own and who is in them. */
export function queueRecords({ queues = [], users = [] }: OrgSeed): Array<[string, SeedRecord[]]> {
	const refOf = (name: string) => `queue ${name}`;
	const knownRefs = new Map(
		users.flatMap((each) => (typeof each['@ref'] === 'string' ? [[each.Username, each['@ref']] as const] : [])),
	);
	return [
		[
			'Group',
			queues.map((each) => ({
				'@ref': each['@ref'] ?? refOf(each.name),
				Name: each.name,
				DeveloperName: each.name.replace(/\W+/g, '_'),
				Type: 'Queue',
			})),
		],
		[
			'QueueSobject',
			queues.flatMap((each) =>
				each.objects.map((object) => ({ QueueId: atRef(each['@ref'] ?? refOf(each.name)), SobjectType: object })),
			),
		],
		[
			'GroupMember',
			queues.flatMap((each) =>
				(each.members ?? []).map((member) => ({
					GroupId: atRef(each['@ref'] ?? refOf(each.name)),
					UserOrGroupId: atRef(knownRefs.get(member) ?? member),
				})),
			),
		],
	];
}

function atRef(ref: string): string {
	return `@${ref.replace(/^@/, '')}`;
}

/** Assignment, matching and duplicate rules as the records that clients may query. */
export function loadRuleRecords(org: OrgState, seed: OrgSeed): void {
	const { assignmentRules = [] } = seed;
	const { matchingRules, duplicateRules } = withStandardRules(seed);
	for (const rule of assignmentRules) {
		org.assignmentRuleIds.set(
			rule,
			insert(org, 'AssignmentRule', { Name: `Standard ${rule.object}`, SobjectType: rule.object, Active: 1 }),
		);
	}
	for (const { name, object } of matchingRules) {
		insert(org, 'MatchingRule', {
			DeveloperName: name,
			MasterLabel: name.replace(/_/g, ' '),
			SobjectType: object,
			RuleStatus: 'Active',
		});
	}
	for (const { name, object, isActive = true } of duplicateRules) {
		insert(org, 'DuplicateRule', {
			DeveloperName: name,
			MasterLabel: name.replace(/_/g, ' '),
			SobjectType: object,
			IsActive: Number(isActive),
		});
	}
}

function insert(org: OrgState, object: string, values: Readonly<Record<string, string | number>>): string {
	const type = org.schema.type(object)!;
	const id = org.store.nextId(type);
	const now = toStoredSecond(org.clock());
	org.store.insert(type, { CreatedDate: now, LastModifiedDate: now, SystemModstamp: now, ...values, Id: id });
	return id;
}
