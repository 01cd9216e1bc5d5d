import { loadPermissionSets, loadProfiles, type LoadedProfiles } from '../access/load-access';
import { toId18 } from '../record-id';
import type { SObjectType } from '../schema/schema';
import { currencyRecords, insertOrganization, loadRuleRecords, queueRecords, recordTypeRecords } from './load-setup';
import type { OrgState } from './org-state';
import type { OrgSeed, SeedRecord, UserSeed } from './seed';
import { SeedRecordLoader } from './seed-record-loader';

/** There is always somebody to sign in as, somebody to administer, and somebody who sells. */
const standardUsers: readonly UserSeed[] = [
	{ Username: 'integration@example.com', FirstName: 'Integration', LastName: 'User', Alias: 'integ' },
	{ Username: 'admin@example.com', FirstName: 'Ada', LastName: 'Admin', Alias: 'aadmin' },
	{ Username: 'sandy.sales@example.com', FirstName: 'Sandy', LastName: 'Sales', Alias: 'ssales' },
];

type Table = readonly [object: string, records: readonly SeedRecord[]];

/** What else of the org depends on what the seed's records turned out to be. */
export interface LoadedSeed {
	/** The user who acts by default. */
	readonly defaultUserId: string;
	/** Ids of records by their `@ref`, with the `@`. */
	readonly idByRef: ReadonlyMap<string, string>;
}

/** Fills an empty org from its seed in one transaction. */
export function loadSeed(org: OrgState, seed: OrgSeed): LoadedSeed {
	return org.store.transaction(() => {
		const profiles = loadProfiles(org, seed.access ?? {});
		const tables: Table[] = [
			['User', allUsers(seed, profiles)],
			['RecordType', recordTypeRecords(seed)],
			...currencyRecords(seed),
			...queueRecords(seed),
			...Object.entries(seed.records ?? {}),
		];
		const { ids, idByRef } = planIds(org, tables);
		const defaultUserId = ids[0][0];
		insertOrganization(org, defaultUserId);
		tables.forEach(([name, records], table) => {
			const loader = new SeedRecordLoader(org, typeOf(org, name), idByRef, defaultUserId);
			records.forEach((record, index) => loader.insert(record, ids[table][index]));
		});
		loadPermissionSets(org, seed.access ?? {});
		loadRuleRecords(org, seed);
		return { defaultUserId, idByRef };
	});
}

function allUsers({ users = [] }: OrgSeed, profiles: LoadedProfiles): SeedRecord[] {
	const names = new Set(users.map((each) => each.Username.toLowerCase()));
	const all = [...standardUsers.filter((each) => !names.has(each.Username)), ...users];
	return all.map((each) => ({
		'@ref': each.Username,
		LastName: each.Username,
		Email: each.Username,
		ProfileId: profiles.profileIdOf(each.Username),
		...each,
	}));
}

/** Ids come first, so that a reference may point to a record further down. */
function planIds(org: OrgState, tables: readonly Table[]) {
	const idByRef = new Map<string, string>();
	const ids = tables.map(([name, records]) => {
		const type = typeOf(org, name);
		return records.map((record) => {
			const given = typeof record.Id === 'string' ? toId18(record.Id) : undefined;
			if (record.Id !== undefined && !given) throw new Error(`Seed: ${name} has a malformed Id ${String(record.Id)}`);
			const id = given ?? org.store.nextId(type);
			if (typeof record['@ref'] === 'string') idByRef.set(`@${record['@ref'].replace(/^@/, '')}`, id);
			return id;
		});
	});
	return { ids, idByRef };
}

function typeOf(org: OrgState, name: string): SObjectType {
	const type = org.schema.type(name);
	if (!type) throw new Error(`Seed: no object ${name}`);
	return type;
}
