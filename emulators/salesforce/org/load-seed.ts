import type { SQLInputValue } from 'node:sqlite';
import { toStoredSecond } from '../date-time';
import { toId18 } from '../record-id';
import type { SObjectType } from '../schema/schema';
import { composedName, defaultValues } from '../writes/save-record';
import { readValue } from '../writes/read-value';
import type { OrgState } from './org-state';
import type { OrgSeed, SeedRecord, UserSeed } from './seed';

type Values = Record<string, SQLInputValue>;
type IdByRef = ReadonlyMap<string, string>;

/** There is always somebody to sign in as, somebody to administer, and somebody who sells. */
const STANDARD_USERS: readonly UserSeed[] = [
	{ Username: 'integration@example.com', FirstName: 'Integration', LastName: 'User', Alias: 'integ' },
	{ Username: 'admin@example.com', FirstName: 'Ada', LastName: 'Admin', Alias: 'aadmin' },
	{ Username: 'sandy.sales@example.com', FirstName: 'Sandy', LastName: 'Sales', Alias: 'ssales' },
];

/** Fills an empty org from its seed in one transaction; gives the id of the user who acts by default. */
export function loadSeed(org: OrgState, seed: OrgSeed): string {
	return org.store.transaction(() => {
		const own = seed.users ?? [];
		const names = new Set(own.map((each) => each.Username.toLowerCase()));
		const users = [...STANDARD_USERS.filter((each) => !names.has(each.Username)), ...own];
		const named = users.map((each) => ({ LastName: each.Username, Email: each.Username, ...each }));
		const all: Array<readonly [string, readonly SeedRecord[]]> = [['User', named], ...Object.entries(seed.records ?? {})];
		const planned = planIds(org, all);
		const defaultUserId = planned.ids[0][0];
		insertOrganization(org, defaultUserId);
		all.forEach(([name, records], table) => {
			const type = typeOf(org, name);
			records.forEach((record, index) => {
				insertSeedRecord(org, type, record, planned.ids[table][index], planned.idByRef, defaultUserId);
			});
		});
		return defaultUserId;
	});
}

/** Ids come first, so that a reference may point to a record further down. */
function planIds(org: OrgState, all: ReadonlyArray<readonly [string, readonly SeedRecord[]]>) {
	const idByRef = new Map<string, string>();
	const ids = all.map(([name, records]) => {
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

function insertSeedRecord(
	org: OrgState,
	type: SObjectType,
	record: SeedRecord,
	id: string,
	idByRef: IdByRef,
	userId: string,
): void {
	const values = readSeedRecord(type, record, idByRef);
	const now = toStoredSecond(org.clock());
	const created = values.CreatedDate ?? values.LastModifiedDate ?? values.SystemModstamp ?? now;
	const modified = values.LastModifiedDate ?? values.SystemModstamp ?? created;
	const stamped: Values = {
		OwnerId: userId,
		CreatedById: userId,
		LastModifiedById: userId,
		...defaultValues(type),
		...values,
		Id: id,
		CreatedDate: created,
		LastModifiedDate: modified,
		SystemModstamp: values.SystemModstamp ?? modified,
	};
	org.store.insert(type, { ...stamped, ...composedName(type, stamped, id) });
}

function readSeedRecord(type: SObjectType, record: SeedRecord, idByRef: IdByRef): Values {
	const values: Values = {};
	for (const [key, raw] of Object.entries(record)) {
		if (key === '@ref') continue;
		const field = type.field(key);
		if (!field) throw new Error(`Seed: ${type.name} has no field ${key}`);
		const isRef = field.type === 'reference' && typeof raw === 'string' && raw.startsWith('@');
		const read = readValue(field, isRef ? idByRef.get(raw) : raw);
		if (isRef && !idByRef.has(raw)) throw new Error(`Seed: ${type.name}.${key} points to unknown ${raw}`);
		if ('error' in read) throw new Error(`Seed: ${type.name}: ${read.error.message}`);
		values[field.name] = read.value;
	}
	return values;
}

function insertOrganization(org: OrgState, userId: string): void {
	const type = org.schema.type('Organization')!;
	const now = toStoredSecond(org.clock());
	org.store.insert(type, {
		...defaultValues(type),
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

function typeOf(org: OrgState, name: string): SObjectType {
	const type = org.schema.type(name);
	if (!type) throw new Error(`Seed: no object ${name}`);
	return type;
}
