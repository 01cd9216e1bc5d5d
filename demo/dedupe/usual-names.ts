import type { LinkageField } from '../../core/stages/dedupe/linkage/fields';

/** What columns are called elsewhere, in small letters and without anything else; the likeliest first. */
export const usualNames: Readonly<Partial<Record<LinkageField, readonly string[]>>> = {
	firstName: usual(
		'firstname givenname forename fname first given firstnames givennames namefirst christianname vorname prenom nombre nombres nome primonome imie voornaam fornamn',
	),
	lastName: usual(
		'lastname surname familyname lname sname last family namelast secondname nachname familienname nom nomdefamille apellido apellidos cognome sobrenome nazwisko achternaam efternamn',
	),
	fullName: usual(
		'fullname contactname personname wholename customername completename employeename patientname votername nomcomplet nombrecompleto nomecompleto ansprechpartner',
	),
	generation: usual('namesuffix suffix namesufx namesufxcd generation'),
	email: usual(
		'email emailaddress emailaddr mail emailid workemail correo correoelectronico courriel epost mailadresse emailadresse mailaddr',
	),
	phone: usual(
		'phone phonenumber phonenum phoneno telephone telephonenumber telephoneno telno telnr tel mobile mobilephone mobilenumber mobileno cell cellphone cellnumber workphone telefon telefonnummer telefono telefone handy',
	),
	company: usual(
		'company companyname organization organisation organizationname organisationname orgname org account accountname sitename employer firm firmname business businessname tradingname legalname vendor vendorname supplier suppliername restaurant restaurantname venue facility facilityname institution provider providername dbaname hotel hotelname shop store storename firma firmenname unternehmen entreprise societe empresa azienda bedrijf',
	),
	domain: usual(
		'domain website web url homepage webpage websiteurl weburl companydomain companywebsite site webseite siteweb sitioweb',
	),
	street: usual(
		'street streetaddress address addressline1 addr streetaddr address1 addr1 addrline street1 fulladdress postaladdress location address streetname strasse adresse anschrift rue direccion calle domicilio indirizzo endereco straat adres ulica',
	),
	city: usual(
		'city town cityname suburb citydesc municipality locality settlement ort stadt ville commune ciudad municipio citta comune cidade plaats gemeente miasto',
	),
	region: usual(
		'state statecode statecd region stateprovince province prov county bundesland departement provincia estado wojewodztwo',
	),
	postalCode: usual(
		'postalcode postcode zip zipcode zip5 zip4 zippostalcode postal plz postleitzahl codepostal codigopostal cap cep',
	),
	country: usual('country countrycode countryname nation land pays pais paese'),
	birthdate: usual(
		'birthdate dob dateofbirth birthday bday birth birthdt geburtsdatum datenaissance datedenaissance fechanacimiento fechadenacimiento datadinascita geboortedatum birthyear yearofbirth yob',
	),
	identifier: usual(
		'socsecid ssn socialsecuritynumber nationalid nationalinsurancenumber nin taxid taxnumber vat vatid vatno vatnumber registrationnumber companynumber companyregistrationnumber duns dunsnumber siren siret ustid lei ein',
	),
	title: ['title'],
	text: usual('authors description'),
	year: ['year'],
};

/** The columns of a street in parts: number, direction, name, kind. */
export const partsOfStreet: ReadonlyArray<readonly string[]> = [
	usual('housenumber housenum houseno hausnummer streetnumber streetnum streetno addressnumber number huisnummer hnr'),
	usual('streetdir streetdirection predirection streetpredir'),
	usual('streetname stname'),
	usual('streettype streettypecd streetsuffix streettypecode'),
];

function usual(names: string): readonly string[] {
	return names.split(' ');
}
