import { type LinkageField, linkageFields } from '../../core/stages/dedupe/linkage/fields';
import type { LinkagePreset } from '../../core/stages/dedupe/linkage/presets';

/** What columns are called elsewhere, in small letters and without anything else. */
const usualNames: Readonly<Partial<Record<LinkageField, readonly string[]>>> = {
	firstName: ['firstname', 'givenname', 'forename', 'vorname', 'prenom'],
	lastName: ['lastname', 'surname', 'familyname', 'nachname', 'nom'],
	fullName: ['fullname', 'contactname', 'personname'],
	email: ['email', 'emailaddress', 'mail'],
	phone: ['phone', 'phonenumber', 'telephone', 'tel', 'mobile', 'mobilephone'],
	company: ['company', 'companyname', 'organization', 'organisation', 'accountname', 'sitename', 'firma'],
	domain: ['domain', 'website', 'web', 'url', 'homepage'],
	street: ['street', 'address', 'address1', 'streetaddress', 'addressline1'],
	city: ['city', 'town', 'suburb', 'locality', 'ort'],
	region: ['state', 'region', 'province', 'county'],
	postalCode: ['postalcode', 'postcode', 'zip', 'zipcode', 'plz'],
	country: ['country'],
	birthdate: ['birthdate', 'dob', 'dateofbirth', 'birthday'],
	identifier: ['socsecid', 'ssn', 'taxid', 'vatid', 'registrationnumber'],
	title: ['title'],
	text: ['authors', 'description'],
	year: ['year'],
};

/** Which columns of a file say what; `--map` wins, then the object's standard fields, then what columns are usually called. */
export function mapColumns(
	columns: readonly string[],
	preset: LinkagePreset,
	mapped: Readonly<Record<string, string>>,
): Map<LinkageField, readonly string[]> {
	const found = new Map<LinkageField, readonly string[]>();
	for (const [field, column] of Object.entries(mapped)) {
		if (!isLinkageField(field)) throw new Error(`--map knows ${linkageFields.join(', ')}, not ${field}`);
		const parts = column.split('+').map((part) => part.trim());
		const unknown = parts.find((part) => !columns.includes(part));
		if (unknown !== undefined) throw new Error(`The file has no column ${unknown}; it has ${columns.join(', ')}`);
		found.set(field, parts);
	}
	for (const column of columns) {
		const field = standardField(column, preset) ?? usualField(column, preset);
		if (field && !found.has(field)) found.set(field, [column]);
	}
	return found;
}

function standardField(column: string, { fields }: LinkagePreset): LinkageField | undefined {
	return Object.hasOwn(fields, column) ? fields[column] : undefined;
}

function usualField(column: string, { subject }: LinkagePreset): LinkageField | undefined {
	const plain = column.toLowerCase().replace(/[^a-z0-9]/g, '');
	if (plain === 'name') return subject === 'person' ? 'fullName' : 'company';
	return linkageFields.find((field) => usualNames[field]?.includes(plain));
}

function isLinkageField(name: string): name is LinkageField {
	return (linkageFields as readonly string[]).includes(name);
}
