import type { OwnField } from './fields';

/** A field of ours that holds a business value, and which attribute of a provider's answer that is. */
export interface DataField extends OwnField {
	/** Of the vocabulary of companies or of persons, without `company_` before it. */
	readonly attribute: string;
}

/** Whether a provider was asked about a person or about a company. */
type Finds = 'person' | 'company';

const text = (length: number) => ({ type: 'text', length }) as const;
const whole = (precision: number) => ({ type: 'number', precision, scale: 0 }) as const;
const webAddress = { type: 'url' } as const;
/** As much as Salesforce keeps in one field without asking for more. */
const longText = { type: 'longText', length: 32_768 } as const;

const companyFields: readonly DataField[] = [
	companyField('name', 'Name', text(255), 'Name of the company'),
	companyField('legal_name', 'Legal Name', text(255), 'Name under which the company is registered'),
	companyField('domain', 'Domain', text(255), "Domain of the company's website"),
	companyField('description', 'Description', longText, 'What the company does, in a few sentences'),
	companyField('industry', 'Industry', text(255), "Industry in the provider's words"),
	companyField('sic_code', 'SIC Code', text(20), 'Standard Industrial Classification, United States'),
	companyField('naics_code', 'NAICS Code', text(20), 'North American Industry Classification'),
	companyField('employees', 'Employees', whole(9), 'How many people work there'),
	companyField('employee_range', 'Employee Range', text(40), 'Range that the number of employees lies in'),
	companyField(
		'revenue',
		'Revenue',
		whole(18),
		'Revenue of a year, in the currency of the field Enrichment Company Revenue Currency',
	),
	companyField('revenue_currency', 'Revenue Currency', text(3), 'Currency of the revenue, as an ISO code'),
	companyField('revenue_range', 'Revenue Range', text(40), 'Range that the revenue of a year lies in'),
	companyField('founded_year', 'Year Founded', whole(4), 'Year in which the company was founded'),
	companyField('company_type', 'Type', text(80), 'Private, public, non-profit and the like'),
	companyField('status', 'Status', text(80), 'Whether the company is active'),
	companyField('registration_number', 'Registration Number', text(80), 'Number in the register of companies'),
	companyField('lei', 'LEI', text(20), 'Legal Entity Identifier'),
	companyField('ticker', 'Ticker Symbol', text(20), 'Symbol at the stock exchange'),
	companyField('parent_name', 'Parent', text(255), 'Company that owns it'),
	companyField('ultimate_parent_name', 'Ultimate Parent', text(255), 'Company at the top of the group'),
	companyField('phone', 'Phone', { type: 'phone' }, 'Number of the switchboard'),
	companyField('street', 'Street', text(255), 'Street of the head office'),
	companyField('city', 'City', text(120), 'City of the head office'),
	companyField('region', 'Region', text(120), 'State or region of the head office'),
	companyField('postal_code', 'Postal Code', text(40), 'Postal code of the head office'),
	companyField('country', 'Country', text(120), 'Country of the head office'),
	companyField('technologies', 'Technologies', longText, 'Technologies in use, separated by semicolons'),
	companyField('technology_categories', 'Technology Categories', longText, 'What kinds of technologies these are'),
	companyField('linkedin_url', 'LinkedIn', webAddress, 'Page of the company on LinkedIn'),
	companyField('funding_total', 'Total Funding', whole(18), 'Sum of all known rounds of funding'),
];

const personFields: readonly DataField[] = [
	personField('title', 'Title', text(255), 'Job title'),
	personField('seniority', 'Seniority', text(80), 'Level of the job'),
	personField('department', 'Department', text(120), 'Department that the person works in'),
	personField('email', 'Email', { type: 'email' }, 'E-mail address at work'),
	personField('email_status', 'Email Status', text(40), 'What checking the e-mail address has shown'),
	personField('email_checked_at', 'Email Checked On', { type: 'date' }, 'Day on which the address was checked'),
	personField('phone', 'Phone', { type: 'phone' }, 'Direct number at work'),
	personField('mobile_phone', 'Mobile', { type: 'phone' }, 'Number of the mobile phone'),
	personField('linkedin_url', 'LinkedIn', webAddress, 'Profile of the person on LinkedIn'),
	personField('city', 'City', text(120), 'City where the person is'),
	personField('region', 'Region', text(120), 'State or region where the person is'),
	personField('country', 'Country', text(120), 'Country where the person is'),
];

/** All that a Contact says of a company: the rest belongs to its Account, and these two tell when it is another one by now. */
const companyFieldsOfContact = new Set(['name', 'domain']);

const fieldsByObject: Readonly<Record<string, Readonly<Record<Finds, readonly DataField[]>>>> = {
	Account: { company: companyFields, person: [] },
	Contact: {
		company: companyFields.filter(({ attribute }) => companyFieldsOfContact.has(attribute)),
		person: personFields,
	},
	Lead: { company: companyFields, person: personFields },
};

/** The pack's fields for business values on an object, those of the person first; none for an object that is not enriched. */
export function dataFieldsOf(sObject: string): readonly DataField[] {
	const fields = Object.hasOwn(fieldsByObject, sObject) ? fieldsByObject[sObject] : undefined;
	return fields ? [...fields.person, ...fields.company] : [];
}

/** Attribute → field, for what such a provider finds; of a person's employer the attributes begin with `company_`. */
export function dataTargets(
	sObject: string,
	finds: Finds,
): ReadonlyArray<readonly [attribute: string, target: string]> {
	const fields = Object.hasOwn(fieldsByObject, sObject) ? fieldsByObject[sObject] : undefined;
	if (!fields) return [];
	if (finds === 'company') return fields.company.map(({ attribute, name }) => [attribute, name]);
	return [
		...fields.person.map(({ attribute, name }) => [attribute, name] as const),
		...fields.company.map(({ attribute, name }) => [`company_${attribute}`, name] as const),
	];
}

type Kind = Pick<OwnField, 'type' | 'length' | 'precision' | 'scale'>;

function companyField(attribute: string, title: string, kind: Kind, description: string): DataField {
	return dataField(attribute, `Company ${title}`, kind, description);
}

function personField(attribute: string, title: string, kind: Kind, description: string): DataField {
	return dataField(attribute, title, kind, description);
}

function dataField(attribute: string, title: string, kind: Kind, description: string): DataField {
	const name = `Enrichment_${title.replaceAll(' ', '_')}__c`;
	return { attribute, name, label: `Enrichment ${title}`, ...kind, description };
}
