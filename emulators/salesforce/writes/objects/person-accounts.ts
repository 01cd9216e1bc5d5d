import type { SQLInputValue } from 'node:sqlite';
import type { RecordError } from '../../api-error';
import type { OrgState } from '../../org/org-state';
import type { SObjectType } from '../../schema/schema';
import { recordError } from '../save-result';

type Values = Record<string, SQLInputValue>;

const personFields = ['LastName', 'FirstName', 'Salutation'];

/** Contact fields of a person account's own contact, by the account's fields. */
const mirroredFields: Readonly<Record<string, string>> = {
	LastName: 'LastName',
	FirstName: 'FirstName',
	Salutation: 'Salutation',
	PersonEmail: 'Email',
	PersonTitle: 'Title',
	PersonMobilePhone: 'MobilePhone',
	PersonBirthdate: 'Birthdate',
	Phone: 'Phone',
};

/** Whether an Account is, or is about to become, a person; false in orgs without the feature. */
export function isPersonAccount(
	org: OrgState,
	type: SObjectType,
	changes: Readonly<Values>,
	before: Readonly<Values> | undefined,
): boolean {
	if (type.name !== 'Account' || !type.field('IsPersonAccount')) return false;
	if (before) return before.IsPersonAccount === 1;
	if (typeof changes.RecordTypeId !== 'string') return typeof changes.LastName === 'string';
	return org.store.findRow(org.schema.type('RecordType')!, changes.RecordTypeId)?.IsPersonType === 1;
}

/** A person has no Name to write and a business no LastName. */
export function checkPersonAccount(type: SObjectType, changes: Readonly<Values>, isPerson: boolean): RecordError[] {
	if (type.name !== 'Account' || !type.field('IsPersonAccount')) return [];
	const foreign = isPerson
		? ['Name']
		: [...personFields, ...type.fields.map((each) => each.name).filter((name) => name.startsWith('Person'))];
	const wrong = foreign.filter((name) => changes[name] !== undefined && changes[name] !== null);
	if (wrong.length === 0) return [];
	return [
		recordError(
			'INVALID_FIELD_FOR_INSERT_UPDATE',
			`Account: bad field names on insert/update call: ${wrong.join(', ')}`,
			wrong,
		),
	];
}

/** Keeps the contact that every person account has; gives what the account holds of it. */
export function mirrorPerson(org: OrgState, account: Readonly<Values>, changes: Readonly<Values>): Values {
	const contactType = org.schema.type('Contact')!;
	const mirrored = Object.entries(mirroredFields).filter(([from]) => changes[from] !== undefined);
	const values: Values = Object.fromEntries(mirrored.map(([from, to]) => [to, changes[from]]));
	const stamps: Values = {
		Name: account.Name,
		LastModifiedDate: account.LastModifiedDate,
		LastModifiedById: account.LastModifiedById,
		SystemModstamp: account.SystemModstamp,
	};
	if (typeof account.PersonContactId === 'string') {
		org.store.update(contactType, account.PersonContactId, { ...values, ...stamps });
		return {};
	}
	const { OwnerId, CreatedDate, CreatedById } = account;
	const id = org.store.nextId(contactType);
	org.store.insert(contactType, {
		...values,
		...stamps,
		Id: id,
		AccountId: account.Id,
		OwnerId,
		CreatedDate,
		CreatedById,
		IsPersonAccount: 1,
	});
	return { PersonContactId: id };
}
