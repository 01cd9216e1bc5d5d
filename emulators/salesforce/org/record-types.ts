import type { SQLInputValue } from 'node:sqlite';
import type { RecordTypeInfo } from '../schema/describe';
import type { SObjectType } from '../schema/schema';
import type { RecordStore } from '../storage/record-store';
import type { RecordTypeSeed } from './seed';

type Values = Readonly<Record<string, SQLInputValue>>;

interface KnownType extends RecordTypeInfo {
	readonly isPersonType: boolean;
}

/** The record types of one org; fixed once its seed is loaded. */
export class RecordTypes {
	private readonly byObject = new Map<string, readonly KnownType[]>();

	constructor(
		private readonly store: RecordStore,
		private readonly seeds: readonly RecordTypeSeed[],
	) {}

	/** The record type that a new record gets when it names none: a person's, where it has a person's last name. */
	defaultFor(type: SObjectType, given: Values): Record<string, SQLInputValue> {
		if (!type.field('RecordTypeId') || typeof given.RecordTypeId === 'string') return {};
		const isPerson =
			type.field('IsPersonAccount') !== undefined && type.name === 'Account' && typeof given.LastName === 'string';
		const known = this.of(type);
		const chosen = isPerson ? known.find((each) => each.isPersonType) : known.find((each) => each.isDefault);
		return chosen ? { RecordTypeId: chosen.id } : {};
	}

	/** All of an object, the default one marked. */
	of(type: SObjectType): readonly KnownType[] {
		const known = this.byObject.get(type.name);
		if (known) return known;
		const rows = this.store.prepare('SELECT * FROM RecordType WHERE SobjectType = ? ORDER BY Id').all(type.name);
		const wanted = this.seeds.find(
			(each) => each.object.toLowerCase() === type.name.toLowerCase() && each.isDefault,
		)?.name;
		const made = rows.map((row, index) => ({
			id: String(row.Id),
			name: String(row.Name),
			developerName: String(row.DeveloperName),
			isActive: row.IsActive === 1,
			isDefault: wanted === undefined ? index === 0 : row.Name === wanted,
			isPersonType: row.IsPersonType === 1,
		}));
		this.byObject.set(type.name, made);
		return made;
	}
}
