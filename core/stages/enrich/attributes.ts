/** The kinds of values that attributes have. */
export type AttributeType = 'text' | 'number' | 'boolean' | 'date' | 'list';

interface AttributeFacts {
	readonly label: string;
	readonly type: AttributeType;
	readonly example: string;
}

/** What can be known of a company, in one vocabulary over all providers; amounts have their currency beside them. */
export const companyAttributes = {
	name: { label: 'Company Name', type: 'text', example: 'Acme' },
	legal_name: { label: 'Legal Name', type: 'text', example: 'Acme Corporation' },
	domain: { label: 'Domain', type: 'text', example: 'acme.com' },
	website: { label: 'Website', type: 'text', example: 'https://www.acme.com' },
	description: { label: 'Description', type: 'text', example: 'Makes anvils and rockets' },
	industry: { label: 'Industry', type: 'text', example: 'Manufacturing' },
	sic_code: { label: 'SIC Code', type: 'text', example: '3490' },
	naics_code: { label: 'NAICS Code', type: 'text', example: '332510' },
	employees: { label: 'Employees', type: 'number', example: '1200' },
	employee_range: { label: 'Employee Range', type: 'text', example: '1001-5000' },
	revenue: { label: 'Annual Revenue', type: 'number', example: '25000000' },
	revenue_currency: { label: 'Currency of Revenue', type: 'text', example: 'USD' },
	revenue_range: { label: 'Revenue Range', type: 'text', example: '10M-50M' },
	founded_year: { label: 'Year Founded', type: 'number', example: '1949' },
	company_type: { label: 'Company Type', type: 'text', example: 'private' },
	status: { label: 'Status', type: 'text', example: 'active' },
	registration_number: { label: 'Registration Number', type: 'text', example: '00445790' },
	lei: { label: 'Legal Entity Identifier', type: 'text', example: '549300MLUDYVRQOOXS22' },
	ticker: { label: 'Ticker Symbol', type: 'text', example: 'ACME' },
	parent_name: { label: 'Parent Company', type: 'text', example: 'Acme Holding' },
	ultimate_parent_name: { label: 'Ultimate Parent Company', type: 'text', example: 'Acme Group' },
	phone: { label: 'Phone', type: 'text', example: '+1 415 555 0100' },
	email: { label: 'E-Mail', type: 'text', example: 'info@acme.com' },
	street: { label: 'Street', type: 'text', example: '1 Main Street' },
	city: { label: 'City', type: 'text', example: 'San Francisco' },
	region: { label: 'State or Region', type: 'text', example: 'California' },
	postal_code: { label: 'Postal Code', type: 'text', example: '94105' },
	country: { label: 'Country', type: 'text', example: 'United States' },
	language: { label: 'Language', type: 'text', example: 'en' },
	technologies: { label: 'Technologies', type: 'list', example: 'HubSpot; Google Analytics' },
	technology_categories: { label: 'Technology Categories', type: 'list', example: 'Marketing; Analytics' },
	linkedin_url: { label: 'LinkedIn Page', type: 'text', example: 'https://www.linkedin.com/company/acme' },
	facebook_url: { label: 'Facebook Page', type: 'text', example: 'https://www.facebook.com/acme' },
	x_url: { label: 'X Profile', type: 'text', example: 'https://x.com/acme' },
	instagram_url: { label: 'Instagram Profile', type: 'text', example: 'https://www.instagram.com/acme' },
	youtube_url: { label: 'YouTube Channel', type: 'text', example: 'https://www.youtube.com/@acme' },
	github_url: { label: 'GitHub Organization', type: 'text', example: 'https://github.com/acme' },
	funding_total: { label: 'Total Funding', type: 'number', example: '12000000' },
	company_id: { label: 'Provider Company ID', type: 'text', example: 'c-1029' },
} as const satisfies Record<string, AttributeFacts>;

/** What can be known of a person; of their employer everything that is known of a company, with `company_` before it. */
export const personAttributes = {
	first_name: { label: 'First Name', type: 'text', example: 'Ada' },
	last_name: { label: 'Last Name', type: 'text', example: 'Byron' },
	full_name: { label: 'Full Name', type: 'text', example: 'Ada Byron' },
	title: { label: 'Job Title', type: 'text', example: 'VP Sales' },
	seniority: { label: 'Seniority', type: 'text', example: 'vp' },
	department: { label: 'Department', type: 'text', example: 'sales' },
	email: { label: 'Work E-Mail', type: 'text', example: 'ada@acme.com' },
	email_status: { label: 'E-Mail Status', type: 'text', example: 'verified' },
	email_checked_at: { label: 'E-Mail Checked On', type: 'date', example: '2026-11-02' },
	personal_email: { label: 'Personal E-Mail', type: 'text', example: 'ada@example.org' },
	phone: { label: 'Direct Phone', type: 'text', example: '+1 415 555 0123' },
	mobile_phone: { label: 'Mobile Phone', type: 'text', example: '+1 415 555 0199' },
	linkedin_url: { label: 'LinkedIn Profile', type: 'text', example: 'https://www.linkedin.com/in/ada' },
	x_url: { label: 'X Profile', type: 'text', example: 'https://x.com/ada' },
	github_url: { label: 'GitHub Profile', type: 'text', example: 'https://github.com/ada' },
	city: { label: 'City', type: 'text', example: 'San Francisco' },
	region: { label: 'State or Region', type: 'text', example: 'California' },
	postal_code: { label: 'Postal Code', type: 'text', example: '94105' },
	country: { label: 'Country', type: 'text', example: 'United States' },
	job_started_on: { label: 'In This Job Since', type: 'date', example: '2024-03' },
	person_id: { label: 'Provider Person ID', type: 'text', example: 'p-88213' },
} as const satisfies Record<string, AttributeFacts>;

export type CompanyAttribute = keyof typeof companyAttributes;
export type PersonAttribute = keyof typeof personAttributes | `company_${CompanyAttribute}`;
export type AttributeName = CompanyAttribute | PersonAttribute;

/** Label, type and example of an attribute of the vocabulary; `undefined` for a provider's own. */
export function attributeFacts(finds: 'person' | 'company', name: string): AttributeFacts | undefined {
	if (finds === 'company') return own(companyAttributes, name);
	const employer = name.startsWith('company_') ? own(companyAttributes, name.slice('company_'.length)) : undefined;
	return own(personAttributes, name) ?? (employer && { ...employer, label: `Employer: ${employer.label}` });
}

function own(facts: Readonly<Record<string, AttributeFacts>>, name: string): AttributeFacts | undefined {
	return Object.hasOwn(facts, name) ? facts[name] : undefined;
}
