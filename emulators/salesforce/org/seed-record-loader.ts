import type { SQLInputValue } from 'node:sqlite';
import { toStoredSecond } from '../date-time';
import type { FieldDefinition } from '../schema/field';
import type { SObjectType } from '../schema/schema';
import { autoNumbers, composedName } from '../writes/composed-values';
import { resolveAddresses } from '../writes/objects/address-codes';
import { derivedValues } from '../writes/objects/derived-values';
import { isPersonAccount, mirrorPerson } from '../writes/objects/person-accounts';
import { readValue } from '../writes/read-value';
import { savePlan } from '../writes/save-plan';
import type { OrgState } from './org-state';
import type { SeedRecord } from './seed';

type Values = Record<string, SQLInputValue>;

/** Inserts a seed's records of one object past all rules; what is the same for all of them is found once. */
export class SeedRecordLoader {
	private readonly now: string;
	private readonly standard: Values;
	private readonly fieldByKey = new Map<string, FieldDefinition>();
	private loaded = 0;

	constructor(
		readonly org: OrgState,
		private readonly type: SObjectType,
		private readonly idByRef: ReadonlyMap<string, string>,
		userId: string,
	) {
		this.now = toStoredSecond(org.clock());
		const owned: Values = savePlan(type).hasOwner ? { OwnerId: userId } : {};
		this.standard = { ...owned, CreatedById: userId, LastModifiedById: userId, ...savePlan(type).defaults };
	}

	insert(record: SeedRecord, id: string): void {
		const values: Values = { ...this.standard };
		for (const key in record) {
			if (key !== '@ref') this.read(values, key, record[key]);
		}
		const { now, type } = this;
		const created = values.CreatedDate ?? values.LastModifiedDate ?? values.SystemModstamp ?? now;
		values.CreatedDate = created;
		values.LastModifiedDate ??= values.SystemModstamp ?? created;
		values.SystemModstamp ??= values.LastModifiedDate;
		values.Id = id;
		this.complete(values, record, String(created));
		this.org.store.insert(type, values);
	}

	private complete(values: Values, record: SeedRecord, created: string): void {
		const { type } = this;
		if (savePlan(type).autoNumbers.length)
			Object.assign(values, { ...autoNumbers(type, ++this.loaded, created), ...values });
		Object.assign(values, this.org.recordTypes.defaultFor(type, values));
		this.derive(values, record, created);
		Object.assign(values, composedName(type, values, String(values.Id)));
		if (values.IsPersonAccount) Object.assign(values, mirrorPerson(this.org, values, values));
	}

	/** What follows from other fields, unless the seed says otherwise. */
	private derive(values: Values, record: SeedRecord, created: string): void {
		const derived = derivedValues(this.type, values, () => values, created);
		for (const name in derived) if (record[name] === undefined) values[name] = derived[name];
		const { values: addresses, errors } = resolveAddresses(this, this.type, values, undefined);
		if (!errors.length) Object.assign(values, addresses);
		if (isPersonAccount(this.org, this.type, values, undefined)) values.IsPersonAccount = 1;
	}

	private read(values: Values, key: string, raw: unknown): void {
		const field = this.field(key);
		let value = raw;
		if (field.type === 'reference' && typeof raw === 'string' && raw.startsWith('@')) {
			value = this.idByRef.get(raw);
			if (value === undefined) throw new Error(`Seed: ${this.type.name}.${key} points to unknown ${raw}`);
		}
		const read = readValue(field, value);
		if ('error' in read) throw new Error(`Seed: ${this.type.name}: ${read.error.message}`);
		values[field.name] = read.value;
	}

	private field(key: string): FieldDefinition {
		const known = this.fieldByKey.get(key);
		if (known) return known;
		const field = this.type.field(key);
		if (!field) throw new Error(`Seed: ${this.type.name} has no field ${key}`);
		this.fieldByKey.set(key, field);
		return field;
	}
}
