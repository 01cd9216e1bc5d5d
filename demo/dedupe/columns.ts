import { type LinkageField, linkageFields } from '../../core/stages/dedupe/linkage/fields';
import type { LinkagePreset } from '../../core/stages/dedupe/linkage/presets';

/** What columns are called elsewhere, in small letters and without anything else. */
const usualNames: Readonly<Partial<Record<LinkageField, readonly string[]>>> = {
	firstName: usual('firstname givenname forename fname first given vorname prenom nombre nome imie voornaam fornamn'),
	lastName: usual(
		'lastname surname familyname lname last family nachname familienname nom nomdefamille apellido apellidos cognome sobrenome nazwisko achternaam efternamn',
	),
	fullName: usual('fullname contactname personname wholename nomcomplet nombrecompleto nomecompleto ansprechpartner'),
	email: usual('email emailaddress mail emailid workemail correo correoelectronico courriel epost mailadresse'),
	phone: usual(
		'phone phonenumber telephone telephonenumber tel mobile mobilephone cell cellphone workphone telefon telefonnummer telefono telefone handy',
	),
	company: usual(
		'company companyname organization organisation organizationname account accountname sitename employer firm business businessname firma unternehmen entreprise societe empresa azienda bedrijf',
	),
	domain: usual('domain website web url homepage webpage companydomain webseite siteweb sitioweb'),
	street: usual(
		'street address address1 streetaddress addressline1 addr street1 mailingaddress billingaddress strasse adresse anschrift rue direccion calle indirizzo endereco straat',
	),
	city: usual('city town suburb locality ort stadt ville ciudad citta cidade plaats miasto'),
	region: usual('state region province county bundesland departement provincia estado'),
	postalCode: usual('postalcode postcode zip zipcode zip5 plz postleitzahl codepostal codigopostal cap cep'),
	country: usual('country countrycode land pays pais paese'),
	birthdate: usual('birthdate dob dateofbirth birthday birth geburtsdatum datenaissance fechanacimiento'),
	identifier: usual(
		'socsecid ssn taxid vatid vatnumber registrationnumber companynumber duns dunsnumber siren siret ustid',
	),
	title: ['title'],
	text: usual('authors description'),
	year: ['year'],
};

function usual(names: string): readonly string[] {
	return names.split(' ');
}

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
	const plain = column
		.normalize('NFKD')
		.toLowerCase()
		.replace(/ß/g, 'ss')
		.replace(/[^a-z0-9]/g, '');
	if (plain === 'name') return subject === 'person' ? 'fullName' : 'company';
	return linkageFields.find((field) => usualNames[field]?.includes(plain));
}

function isLinkageField(name: string): name is LinkageField {
	return (linkageFields as readonly string[]).includes(name);
}
