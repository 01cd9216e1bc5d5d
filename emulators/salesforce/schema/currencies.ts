import type { OrgSeed } from '../org/seed';
import { field, type FieldDefinition } from './field';
import { standardObject, type SObjectDefinition } from './sobject';
import { systemFields } from './system-fields';

/** The object that only an org with several currencies has. */
export const currencyType = 'CurrencyType';

const withoutAmounts = new Set(['Organization', 'Individual', 'Group', 'GroupMember', 'QueueSobject', 'RecordType']);

/** CurrencyType, in an org with several currencies; nothing otherwise. */
export function currencyObjects(seed: OrgSeed): SObjectDefinition[] {
	const codes = currencyCodes(seed);
	if (codes.length === 0) return [];
	return [
		standardObject(
			currencyType,
			'01L',
			[
				...systemFields.filter((each) => each.name !== 'IsDeleted'),
				field('IsoCode', 'picklist', {
					length: 3,
					nillable: false,
					nameField: true,
					label: 'Currency ISO Code',
					picklistValues: codes,
				}),
				field('ConversionRate', 'double', { scale: 6, nillable: false }),
				field('DecimalPlaces', 'int', { nillable: false, defaultedOnCreate: true, defaultValue: 2 }),
				field('IsActive', 'boolean', { label: 'Active', defaultValue: true }),
				field('IsCorporate', 'boolean', { label: 'Corporate Currency', createable: false, updateable: false }),
			],
			{ label: 'Currency Type', labelPlural: 'Currency Types', deletable: false },
		),
	];
}

/** The currency of a record's amounts, and for users the one that they see amounts in. */
export function currencyFields({ name, custom, fields }: SObjectDefinition, seed: OrgSeed): FieldDefinition[] {
	const codes = currencyCodes(seed);
	if (
		codes.length === 0 ||
		withoutAmounts.has(name) ||
		!(custom || fields.some((each) => each.name === 'OwnerId' || each.type === 'currency' || each.name === 'Username'))
	)
		return [];
	const active = (seed.features?.currencies ?? [])
		.filter(({ isActive = true }) => isActive)
		.map(({ isoCode }) => isoCode);
	const traits = {
		length: 3,
		picklistValues: active,
		inactiveValues: codes.filter((code) => !active.includes(code)),
		restrictedPicklist: true,
		defaultedOnCreate: true,
		defaultValue: codes[0],
	} as const;
	const own = field('CurrencyIsoCode', 'picklist', { ...traits, label: 'Currency ISO Code' });
	return name === 'User'
		? [field('DefaultCurrencyIsoCode', 'picklist', { ...traits, label: 'Default Currency ISO Code' }), own]
		: [own];
}

function currencyCodes({ features }: OrgSeed): string[] {
	return (features?.currencies ?? []).map(({ isoCode }) => isoCode);
}
